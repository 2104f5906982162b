/** What an editor or the command line knows of a file before it reads it whole. */
export interface FileSample {
  /** The file's name with its folders; may be empty (standard input, an untitled document). */
  readonly name: string;
  /** VS Code's language id, where there is one. */
  readonly languageId?: string;
  /** The first lines; 16 KB are enough. */
  readonly head: string;
}
