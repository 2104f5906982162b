export type RuleLevel = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** A change of the text; offsets in UTF-16 units, end exclusive. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Fix {
  /** Key of its title in the rule's texts, such as `fix` or `suggestion`. */
  readonly title: string;
  readonly values: readonly string[];
  readonly edits: readonly Edit[];
  /** True where there is one right way to mend it. */
  readonly certain: boolean;
}

/** A mistake in the replies of source code or configuration. Offsets in UTF-16 units, end exclusive. */
export interface Finding {
  readonly rule: string;
  readonly level: Exclude<RuleLevel, 'off'>;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly reference: { readonly name: string; readonly url: string };
  readonly fixes: readonly TitledFix[];
  /** Its line is text of the program, such as the middle of a template; a comment above it would become part of that text. */
  readonly insideText: boolean;
}

export interface TitledFix extends Pick<Fix, 'edits' | 'certain'> {
  readonly title: string;
}
