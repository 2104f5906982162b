import type { Source } from '../../model';
import { isGatewayCode, isHttpCode, isWebCode } from '../code/knownCodes';
import { findLetters, type Letter } from './letters';
import { foreignWords, mailWords } from '../vocabulary/lines';
import type { RecordToken } from './token';
import { selfEvidentFormats } from './formats';

/** What the words of a line say. */
export type LineMeaning = 'mail' | 'foreign' | 'letter' | 'unknown';

/** Words of a program that sends mail, over whatever protocol. */
const letterWords =
  /\b(?:send|sent|sending|deliver|delivering) (?:[\w'-]{1,20} ){0,4}(?:to )?e?-?mails?\b|\be-?mail address(?:es)?\b/i;

/** Where the error log of a web server goes on with the request. */
const requestBehind = /[" ](?:while (?:reading|sending|connecting)|, client: )/;

/** So often evidence is asked on a line. */
const mostAsked = 100;

/** A longer line is known by its beginning. */
const reach = 2_000;

/** What a recogniser may know besides the token: the file, and the code before. One for each scan. */
export class Surroundings {
  /** The code accepted last, and where it ended; '' and -1 at the start. */
  previousCode = '';
  previousEnd = -1;
  /** The reply code whose next line is still to come (`550-`), and where it ended; '' where there is none. */
  openCode = '';
  openEnd = -1;
  /** Whether evidence was asked of the token that was judged last, and the recogniser that spoke for it; '' where none did. */
  asked = false;
  spoke = '';
  /** Whether all of the text is about mail; elsewhere each line has to say so itself. */
  readonly mail: boolean;

  /** The letters of the text, looked for when a number may stand in one, and the first that doesn't end before it. */
  #letters: readonly Letter[] | undefined;
  #letter = 0;
  #askedLine = -1;
  #asked = 0;
  #lineStart = -1;
  #meaning: LineMeaning = 'unknown';

  /** `letters`: those of the text, where they are known. */
  constructor(
    readonly source: Source,
    letters?: readonly Letter[],
  ) {
    this.#letters = letters;
    this.mail = !selfEvidentFormats.has(source.id);
  }

  /** Notes a code that was accepted. */
  follow(code: string, end: number, openCode: string, openEnd: number): void {
    this.previousCode = code;
    this.previousEnd = end;
    this.openCode = openCode;
    this.openEnd = openEnd;
  }

  /** Whether evidence may be asked once more on a line: what a machine wrote, or somebody with bad intentions, has too many numbers. */
  mayAsk({ lineStart }: RecordToken): boolean {
    if (lineStart !== this.#askedLine) {
      this.#askedLine = lineStart;
      this.#asked = 0;
    }
    return ++this.#asked <= mostAsked;
  }

  /** Whether evidence was asked so often on a line that it may not be asked again. */
  isSpent({ lineStart }: RecordToken): boolean {
    return lineStart === this.#askedLine && this.#asked > mostAsked;
  }

  /** Whether a token stands on a line about mail, by the line's own words or because all of the text is about it. */
  isAboutMail(token: RecordToken): boolean {
    const meaning = this.meaningOf(token);
    return (
      meaning === 'mail' ||
      (meaning !== 'foreign' && this.mail) ||
      (meaning === 'letter' && !(isHttpCode(token.code) || isGatewayCode(token.code) || isWebCode(token.code)))
    );
  }

  /** Whether the words around a token on its line are those of mail. */
  speaksOfMail(token: RecordToken): boolean {
    return this.meaningOf(token) === 'mail';
  }

  /** Whether a token stands in the text of a letter, by itself, in a bounce or in a transcript: numbers open its lines too. */
  isInLetter({ start, text }: RecordToken): boolean {
    if (this.source.id === 'email') return true;
    const letters = (this.#letters ??= findLetters(text, this.source));
    while (this.#letter < letters.length && letters[this.#letter]!.end <= start) this.#letter++;
    return this.#letter < letters.length && start > letters[this.#letter]!.start;
  }

  /** What the words of a token's line say. */
  meaningOf({ text, lineStart, lineEnd }: RecordToken): LineMeaning {
    if (lineStart !== this.#lineStart) {
      const whole = text.slice(lineStart, Math.min(lineEnd, lineStart + reach));
      // what a program said, without what was asked of the web server
      const line = this.source.id === 'web-error' ? whole.split(requestBehind, 1)[0]! : whole;
      this.#lineStart = lineStart;
      this.#meaning = mailWords.test(line)
        ? 'mail'
        : foreignWords.test(line)
          ? 'foreign'
          : letterWords.test(line)
            ? 'letter'
            : 'unknown';
    }
    return this.#meaning;
  }
}
