// A small receiving server. Some of its replies hold a mistake.
package main

import "github.com/emersion/go-smtp"

var errNoSuchUser = &smtp.SMTPError{
	Code:         550,
	EnhancedCode: smtp.EnhancedCode{4, 1, 1},
	Message:      "No such user",
}

var errTooBig = &smtp.SMTPError{
	Code:         552,
	EnhancedCode: smtp.EnhancedCode{5, 3, 4},
	Message:      "The message is over 20 MB",
}

const maxMessageBytes = 20 << 20

func mayRetry(err *smtp.SMTPError) bool {
	switch err.Code {
	case 421, 450, 451, 452:
		return true
	}
	return false
}
