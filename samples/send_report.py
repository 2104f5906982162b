"""Sends the nightly report and sorts the recipients by what their servers answered."""

import smtplib
from email.message import EmailMessage

PERMANENT = {550, 551, 553, 554}
TIMEOUT = 250  # seconds


def send(message: EmailMessage, recipients: list[str]) -> tuple[list[str], list[str]]:
    later, never = [], []
    with smtplib.SMTP("mail.example.com", 587, timeout=TIMEOUT) as smtp:
        smtp.starttls()
        smtp.login("report", "secret")
        for recipient in recipients:
            try:
                smtp.send_message(message, to_addrs=[recipient])
            except smtplib.SMTPRecipientsRefused as refused:
                code, text = refused.recipients[recipient]
                if code in PERMANENT or text.startswith(b"5.1.1"):
                    never.append(recipient)
                elif code == 452:
                    later.append(recipient)
            except smtplib.SMTPResponseException as error:
                if error.smtp_code == 421:
                    later.append(recipient)
    return later, never


def fake_server_lines() -> list[bytes]:
    """What a server in our tests says. The last line of the reply to EHLO is broken."""
    return [
        b"220 mail.example.com ESMTP\r\n",
        b"250-mail.example.com\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n",
        b"354 End data with <CR><LF>.<CR><LF>\r\n",
        b"250 2.0.0 Ok: queued as 4F2A91C0D3\r\n",
    ]
