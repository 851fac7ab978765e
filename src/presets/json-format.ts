import type { PublicOutcome } from '../core/disclosure/disclose.ts';
import type { Format } from '../core/formats/format.ts';
import { html } from '../core/formats/html.ts';
import { markdown } from '../core/formats/markdown.ts';
import { problemJson, json as problemUnderJson } from '../core/formats/problem-json.ts';
import { text } from '../core/formats/text.ts';

/**
 * JSON before all else, under its plain name, and by a function that says what the body is; `undefined`: as without a preset. Who asks for
 * a problem document by name still gets one.
 */
export function jsonFormat(bodyOf: (outcome: PublicOutcome) => unknown): Format {
  return {
    name: 'json',
    mediaType: 'application/json',
    alsoFor: (type) => type.endsWith('+json') && type !== problemJson.mediaType,
    render: (outcome, context) => {
      const value = bodyOf(outcome);
      if (value === undefined) return problemUnderJson.render(outcome, context);
      return { body: JSON.stringify(value), contentType: 'application/json; charset=utf-8', value };
    },
  };
}

/** The formats of a preset, in its order. */
export function formatsWith(json: Format, page: Format = html): readonly Format[] {
  return [json, problemJson, page, text, markdown];
}
