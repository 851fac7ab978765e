import type { Rendered } from './format.ts';

/** The result of a format whose value is its text, in UTF-8. */
export function renderedText(mediaType: string, body: string): Rendered {
  return { body, contentType: `${mediaType}; charset=utf-8`, value: body };
}
