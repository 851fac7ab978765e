/** The status line and the header section of a response. */
export interface AnswerHead {
  readonly status: number;
  /** The values of each field, by its name in lower case. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** The client has followed a redirect, so this is not the first response. */
  readonly followed: boolean;
}

/** A response that was read whole, whatever library received it. */
export interface Answer extends AnswerHead {
  /** The body as text. `''`: the response has no body. */
  readonly body: string;
}

/** The only value of a field, or all of its values as one list. `undefined`: the response has no such field. */
export function fieldOf({ fields }: AnswerHead, name: string): string | undefined {
  return fields.get(name)?.join(', ');
}

/** The media type without parameters, in lower case. */
export function mediaTypeOf(answer: AnswerHead): string | undefined {
  return fieldOf(answer, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase();
}

/** The body as a value, if its type is JSON and its text is valid. */
export function jsonOf(answer: Answer): { readonly value: unknown } | undefined {
  if (!/^application\/(?:[^;]+\+)?json$/.test(mediaTypeOf(answer) ?? '')) return undefined;
  try {
    return { value: JSON.parse(answer.body) };
  } catch {
    return undefined;
  }
}
