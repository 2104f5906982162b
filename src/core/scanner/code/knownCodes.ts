/**
 * Reply codes that programs use for SMTP: RFC 5321 and its extensions, then what servers and clients add.
 * Data of the catalog says what they mean; here it only matters that a number among them is no surprise.
 */
const known = new Set(
  (
    '211 214 215 220 221 235 250 251 252 253 334 354 355 420 421 422 424 430 431 432 440 441 442 446 447 449 450 451 452 453 ' +
    '454 455 456 458 459 471 501 502 503 504 505 510 511 513 514 515 516 517 521 522 523 524 525 530 531 532 533 534 535 538 ' +
    '540 541 542 543 544 546 547 548 550 551 552 553 554 555 556 557 563 571 572 573 574 575 576 577 585'
  ).split(' '),
);

/** Codes of replies that are also round numbers or HTTP's, so that the number alone says less. */
const common = new Set('200 201 300 400 403 500 510 520 540 250'.split(' '));

/** Whether SMTP programs use a reply code. */
export const isKnownReplyCode = (code: string): boolean => known.has(code);

/** Whether a number is as often a quantity as a reply code. */
export const isRoundNumber = (code: string): boolean => common.has(code);
