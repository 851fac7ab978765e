/** A place where a sequence is broken. */
export interface Break {
  readonly sequence: string;
  /** The character that can be written in another way. */
  readonly char: number;
  /** The offset at which something can be put between. */
  readonly gap: number;
}

/** Writes a text without these sequences. `where` names the page in an error. */
export type Neutral = (text: string, breaks: readonly Break[], where: string) => string;

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
