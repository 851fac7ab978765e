import type { PublicOutcome } from '../disclosure/disclose.ts';
import { jsonText } from '../values/json-text.ts';
import { UnawaitedPromiseError, UnawaitedPromises } from '../values/unawaited-promise.ts';
import type { Format, FormatContext, Rendered } from './format.ts';
import { problemDocument } from './problem-document.ts';
import { problemText } from './problem-text.ts';

/** The problem document with the media type `application/problem+json`. The app's own data (`ok`) is plain JSON. */
export const problemJson: Format = {
  name: 'problem',
  mediaType: 'application/problem+json',
  alsoFor: (type) => type.endsWith('+json'),
  render: (outcome, context) => renderJson(outcome, context, 'application/problem+json'),
};

/** The same object for a client that accepts `application/json`. */
export const json: Format = {
  name: 'json',
  mediaType: 'application/json',
  render: (outcome, context) => renderJson(outcome, context, 'application/json; charset=utf-8'),
};

function renderJson(outcome: PublicOutcome, { settings, plain }: FormatContext, contentType: string): Rendered {
  if (outcome.dataIsBody) {
    if (outcome.data === undefined) {
      const value = { title: outcome.title, status: outcome.status };
      return { body: JSON.stringify(value), contentType: JSON_TYPE, value };
    }
    const promises: unknown[] = [];
    const options = { errors: outcome.revealed, promised: (promise: unknown) => promises.push(promise) };
    const { text, value } = jsonText(outcome.data, settings.now, options, plain);
    if (promises.length > 0) throw new UnawaitedPromiseError(outcome.name, new UnawaitedPromises([0, '…'], promises));
    return { body: text, contentType: JSON_TYPE, value };
  }
  return new Problem(outcome, contentType);
}

const JSON_TYPE = 'application/json; charset=utf-8';

class Problem implements Rendered {
  readonly body: string;
  readonly contentType: string;
  readonly outcome: PublicOutcome;

  constructor(outcome: PublicOutcome, contentType: string) {
    this.body = problemText(outcome);
    this.contentType = contentType;
    this.outcome = outcome;
  }

  /** The problem document as a value. It is made only on access, because HTTP needs only the text. */
  get value(): unknown {
    return problemDocument(this.outcome);
  }
}
