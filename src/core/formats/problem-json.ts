import type { PublicOutcome } from '../disclose.ts';
import type { Format, FormatContext, Rendered } from '../format.ts';
import { jsonText } from '../json-text.ts';
import { problemDocument } from './problem-document.ts';

/** The problem document under its own media type; an app's own data (`ok`) as plain JSON. */
export const problemJson: Format = {
  name: 'problem',
  mediaType: 'application/problem+json',
  alsoFor: (type) => type.endsWith('+json'),
  render: (outcome, context) => renderJson(outcome, context, 'application/problem+json'),
};

/** The same object for a client that asks for `application/json`. */
export const json: Format = {
  name: 'json',
  mediaType: 'application/json',
  render: (outcome, context) => renderJson(outcome, context, 'application/json; charset=utf-8'),
};

function renderJson(outcome: PublicOutcome, { settings }: FormatContext, contentType: string): Rendered {
  if (outcome.bare) {
    if (outcome.data === undefined) return ofValue({ title: outcome.title, status: outcome.status }, JSON_TYPE);
    const { text, value } = jsonText(outcome.data, settings.now, { errors: outcome.revealed });
    return { body: text, contentType: JSON_TYPE, value };
  }
  return ofValue(problemDocument(outcome), contentType);
}

const JSON_TYPE = 'application/json; charset=utf-8';

function ofValue(value: unknown, contentType: string): Rendered {
  return { body: JSON.stringify(value), contentType, value };
}
