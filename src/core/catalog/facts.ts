import type pageTexts from '../../../data/locales/en/page.json';
import type summaryTexts from '../../../data/locales/en/summary.json';
import type uiTexts from '../../../data/locales/en/ui.json';
import type { Actor, CauseOfReply, CodeStatus, Reference, Remedy, Retry } from '../model';

/** A row of `data/reply-codes.json`. */
export interface ReplyCodeFact {
  readonly code: string;
  readonly status: Exclude<CodeStatus, 'undefined' | 'custom'>;
  /** The RFC's words, or those of the product that sends it. */
  readonly text?: string;
  /** After which commands it comes: success, intermediate, error (RFC 5321 §4.3.2). */
  readonly commands: readonly {
    readonly command: string;
    readonly type: 'S' | 'I' | 'E';
    readonly observed?: boolean;
  }[];
  readonly acts: Actor;
  readonly retry: Retry;
  /** Who really sends a nonstandard code. */
  readonly sentBy?: readonly string[];
  /** What to send in its place. */
  readonly instead?: string;
  /** What it tells of the cause; absent where it tells nothing in particular. */
  readonly cause?: string;
  readonly references: readonly Reference[];
}

/** A detail of `data/enhanced-codes.json`, such as `X.1.1` (RFC 3463). */
export interface EnhancedCodeFact {
  readonly code: string;
  /** The classes in which it makes sense; empty where the registry says nothing. */
  readonly classes: readonly string[];
  /** The registered words. */
  readonly text: string;
  /** The reply codes that IANA lists with it; empty for none or any. */
  readonly replyCodes: readonly string[];
  readonly acts: Actor;
  readonly retry: Retry;
  /** Where one class is met otherwise: who acts on 5.4.4 is the sender, on 4.4.4 the receiver. */
  readonly inClass?: Readonly<
    Partial<Record<'4' | '5', { readonly acts?: Actor; readonly retry?: Retry; readonly cause?: string }>>
  >;
  readonly deprecated?: boolean;
  /** What it tells of the cause; absent where it tells nothing in particular. */
  readonly cause?: string;
  readonly references: readonly Reference[];
}

export interface CommandFact {
  /** `STARTTLS 454`; a second meaning ends in ` 2`. */
  readonly key: string;
  readonly command: string;
  readonly code: string;
  readonly type: 'S' | 'I' | 'E';
  readonly references: readonly Reference[];
}

export type EnhancedPattern = string | { readonly from: string; readonly to: string };

/** A documented reply of a provider or mail server. */
export interface ProviderReplyFact {
  readonly id: string;
  /** `550`, `4xx`; empty for any. */
  readonly replyCodes: readonly string[];
  readonly enhancedCodes: readonly EnhancedPattern[];
  /** Distinctive words; a list in the list has its parts in this order. */
  readonly texts: readonly (string | readonly string[])[];
  /** The texts in their normalised words, which the build adds. */
  readonly words?: readonly (string | readonly string[])[];
  /** Whole replies as they stand on the wire. */
  readonly examples: readonly string[];
  readonly cause: string;
  readonly acts: Actor;
  /** Absent where it depends on the class of the code that comes with it. */
  readonly retry?: Retry;
  /** True where the enhanced status code is registered for something else, or for nothing. */
  readonly againstRegistry?: boolean;
  /** True for words that other servers say as well: they name the provider only beside one of its marks. */
  readonly shared?: boolean;
  /** Where the provider has removal asked for: a page with a form. */
  readonly form?: string;
  readonly references: readonly Reference[];
}

/** A file of `data/providers/`. */
export interface ProviderFact {
  readonly id: string;
  readonly name: string;
  /** With the other name that people look for: `Gmail (Google)`. */
  readonly fullName?: string;
  readonly kind: 'mailbox' | 'server' | 'filter' | 'sending' | 'practice';
  /** Lower-case words that give the provider away in any of its replies, such as `gsmtp`. */
  readonly marks?: readonly string[];
  /** The marks in their normalised words, which the build adds. */
  readonly markWords?: readonly string[];
  readonly replies: readonly ProviderReplyFact[];
}

/** A row of `data/causes.json`. */
export interface CauseFact {
  readonly id: string;
  readonly acts: Actor;
  readonly retry: Retry;
  /** True where the address should be given up. */
  readonly hard: boolean;
  /** True for a catch-all: any cause that says more comes before it. */
  readonly general?: boolean;
  /** The cause that the same words name in answer to `MAIL`, where they are about the sender. */
  readonly toMail?: string;
  readonly knownAs: CauseOfReply['knownAs'];
  readonly references: readonly Reference[];
}

/** A row of `data/situations.json`: what a server sends in the situation that a cause is. */
export interface SituationFact {
  /** A cause. */
  readonly id: string;
  /** Whole replies; where there are several, the one that asks to try again first. */
  readonly replies: readonly string[];
  readonly references: readonly Reference[];
}

/** A row of `data/blocklists.json`: a list that replies name. */
export interface BlocklistFact {
  readonly id: string;
  readonly name: string;
  /** Host names and words that replies call it by. */
  readonly texts: readonly string[];
  /** The texts in their normalised words, which the build adds. */
  readonly words?: readonly string[];
  /** True where it lists domains, not addresses of servers. */
  readonly domains?: boolean;
  /** Where one looks an entry up, or asks for removal. */
  readonly page: string;
}

/** A row of `data/phrases/`: what servers say for a cause. */
export interface PhraseFact {
  /** `none` for words that look like a cause and name none, such as “not listed”. */
  readonly cause: string;
  /** True for words that servers say with other causes as well, so that any that say more come before them; a catch-all's are, unless false. */
  readonly vague?: boolean;
  /** Any of them; a list in the list has its parts in this order, not far apart (docs/extending.md says how they are written). */
  readonly texts: readonly (string | readonly string[])[];
  /** The texts in their normalised words, which the build adds. */
  readonly words?: readonly (string | readonly string[])[];
  readonly seen: string;
}

export interface PairFact {
  readonly left: string;
  readonly right: string;
  readonly references: readonly Reference[];
}

/** `dist/catalog.json`: every file of `data/` but the texts. */
export interface Facts {
  /** The languages that have texts, as VS Code names them. */
  readonly languages: readonly string[];
  readonly 'reply-codes': { readonly codes: readonly ReplyCodeFact[] };
  readonly 'enhanced-codes': {
    readonly subjects: readonly {
      readonly code: string;
      readonly acts: Actor;
      readonly references: readonly Reference[];
    }[];
    readonly details: readonly EnhancedCodeFact[];
    /** Texts that hold only where one of these providers speaks, by their key. */
    readonly saidBy: Readonly<Partial<Record<string, readonly string[]>>>;
  };
  readonly commands: { readonly replies: readonly CommandFact[] };
  readonly pairs: { readonly pairs: readonly PairFact[] };
  readonly providers: readonly ProviderFact[];
  readonly causes: { readonly causes: readonly CauseFact[] };
  readonly blocklists: { readonly lists: readonly BlocklistFact[] };
  readonly situations: { readonly situations: readonly SituationFact[] };
  /** Of all languages: a server answers in its own. */
  readonly phrases: readonly PhraseFact[];
}

/** What a language says of a code (docs/texts.md). */
export interface CodeText {
  readonly name: string;
  readonly brief: string;
  readonly meaning: string;
  readonly whenYouSeeIt: readonly string[];
  readonly remedy: Remedy;
  readonly note?: string;
}

export interface DigitText {
  readonly name: string;
  readonly meaning: string;
  readonly brief: string;
  readonly remedy: Remedy;
}

type Dictionary<Value> = Readonly<Record<string, Value>>;

/** `dist/locales/<language>.json`: every file of `data/locales/<language>/`. */
export interface Texts {
  readonly 'reply-codes': Dictionary<CodeText>;
  readonly 'enhanced-codes': Dictionary<CodeText>;
  readonly digits: {
    readonly classes: Dictionary<DigitText>;
    readonly categories: Dictionary<{ readonly name: string; readonly meaning: string }>;
    readonly subjects: Dictionary<DigitText>;
    readonly invalid: DigitText;
  };
  readonly causes: Dictionary<
    Pick<CodeText, 'name' | 'brief' | 'meaning' | 'remedy'> & {
      /** The brief for the owner of the server that refused. */
      readonly briefOwn?: string;
    }
  >;
  /** A provider's own brief and steps stand in the place of its cause's, role by role. */
  readonly providers: Dictionary<{
    readonly meaning: string;
    readonly brief?: string;
    readonly remedy?: Partial<Remedy>;
  }>;
  /** The step that ends an entry, by list. */
  readonly blocklists: Dictionary<string>;
  readonly commands: Dictionary<string>;
  readonly pairs: Dictionary<string>;
  readonly use: Dictionary<{ readonly server: string; readonly client: string }>;
  readonly rules: Dictionary<Dictionary<string>>;
  readonly page: typeof pageTexts;
  readonly ui: typeof uiTexts;
  readonly summary: typeof summaryTexts;
}
