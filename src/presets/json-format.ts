import type { PublicOutcome } from '../core/disclosure/disclose.ts';
import type { Format } from '../core/formats/format.ts';
import { html } from '../core/formats/html.ts';
import { markdown } from '../core/formats/markdown.ts';
import { problemJson, json as problemUnderJson } from '../core/formats/problem-json.ts';
import { text } from '../core/formats/text.ts';
import { logCut } from './log-cut.ts';

/**
 * Returns a format for `application/json` with the body that `bodyOf` returns. If `bodyOf` returns `undefined`, the body is the one without a preset. The
 * format comes first. A client that names `application/problem+json` still gets a problem document.
 */
export function jsonFormat(bodyOf: (outcome: PublicOutcome) => unknown): Format {
  return {
    name: 'json',
    mediaType: 'application/json',
    alsoFor: (type) => type.endsWith('+json') && type !== problemJson.mediaType,
    render: (outcome, context) => {
      const value = bodyOf(outcome);
      if (value === undefined) return problemUnderJson.render(outcome, context);
      const body = JSON.stringify(value);
      logCut(outcome, body, context);
      return { body, contentType: 'application/json; charset=utf-8', value };
    },
  };
}

/** Returns the formats of a preset, in its order. */
export function formatsWith(json: Format, page: Format = html): readonly Format[] {
  return [json, problemJson, page, text, markdown];
}
