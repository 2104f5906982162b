/*
 * Which numbers are reply codes. What they mean is the catalog's business; here it only matters how telling a number is.
 */

const set = (codes: string): ReadonlySet<string> => new Set(codes.split(' '));

/** Reply codes of RFC 5321 and its extensions: in a file about SMTP such a number is hardly ever anything else. */
const registered = set(
  '211 214 220 221 235 250 251 252 253 334 354 355 421 432 450 451 452 453 454 455 458 459 501 502 503 504 ' +
    '521 523 525 530 532 533 534 535 538 550 551 552 553 554 555 556',
);

/** Codes that servers send without a standard, and codes that are round numbers or HTTP's too. */
const doubtful = set(
  '200 201 215 300 400 403 410 420 422 424 430 431 435 440 441 442 446 447 449 456 471 500 505 510 511 513 514 515 516 517 520 522 ' +
    '524 531 540 541 542 543 544 546 547 548 557 563 571 572 573 574 575 576 577 585 590 591 598 599',
);

/** Numbers that are HTTP's, a port or the size of a key; only a string of words makes them a reply code. */
const foreign = set(
  '202 203 204 206 255 256 301 302 303 304 307 308 384 401 402 404 405 406 408 409 413 415 418 426 428 429 443 465 509 512 587',
);

/** A code of RFC 5321 or one of its extensions. */
export const isRegistered = (code: string): boolean => registered.has(code);

/** A code that SMTP programs use. */
export const isReplyCode = (code: string): boolean => registered.has(code) || doubtful.has(code);

/** A number that is rather HTTP's or a port. */
export const isForeign = (code: string): boolean => foreign.has(code);

const onlyHttp = set('201 202 204 206 301 302 304 307 308 401 402 403 404 405 406 408 409 413 415 418 422 426 428 429');

/** A status of HTTP that no SMTP server sends. */
export const isOnlyHttp = (code: string): boolean => onlyHttp.has(code);

const http = set('200 201 400 403 410 422 500');

/** A reply code that is HTTP's too, and there more frequent. */
export const isHttpCode = (code: string): boolean => http.has(code);

/** Registered codes that HTTP has too. */
const shared = set('421 451 501 502 503 504 521 523 525 530');

/** A reply code that HTTP has not. */
export const isOnlySmtp = (code: string): boolean => registered.has(code) && !shared.has(code);

const gateway = set('502 503 504');

/** A reply code that is HTTP's too, and that only a file about HTTP claims. */
export const isGatewayCode = (code: string): boolean => gateway.has(code);

const web = set('410 422 424 431 505 511');

/** A code that few SMTP servers send and every HTTP framework knows. */
export const isWebCode = (code: string): boolean => web.has(code);
