import { withDeadline } from '../values/deadline.ts';
import { HalyardError } from '../values/errors.ts';
import { firstOf, MAX_MEMBERS } from '../values/first-of.ts';
import { isArray, isPlainObject } from '../values/guarded-read.ts';
import { handleRejection, isPromise } from '../values/handle-rejection.ts';
import { isPromiseLike } from '../values/maybe-promise.ts';
import type { Format, Rendered } from './format.ts';

/**
 * Wraps a format of the app, so that it follows the same rules as the built-in formats. It must return texts, and within `deadline` milliseconds.
 * Otherwise it throws E_FORMAT, and the next format answers.
 */
export function appFormat(format: Format, deadline: number): Format {
  const late = (): HalyardError => failed(format, `still rendering after ${deadline} ms`, 'an answer before the option `deadline`');
  const checked = (rendered: Rendered | undefined): Rendered | undefined => {
    const wrong = rendered === undefined || rendered === null ? undefined : wrongIn(rendered);
    if (wrong !== undefined) throw failed(format, `giving ${wrong}`, 'an object with body and contentType, both texts');
    return rendered ?? undefined;
  };
  const { conclude } = format;
  return {
    name: format.name,
    mediaType: format.mediaType,
    alsoFor: (type) => format.alsoFor?.(type) === true,
    render(outcome, context) {
      const rendered = format.render(outcome, context);
      return isPromiseLike(rendered) ? withDeadline(rendered, deadline, late).then(checked) : checked(rendered);
    },
    ...(conclude !== undefined && {
      conclude(outcome) {
        const text: unknown = conclude.call(format, outcome);
        if (typeof text === 'string') return text;
        throw failed(format, `concluding with ${kindOf(text)}`, 'a text');
      },
    }),
  };
}

const isText = (value: unknown): boolean => typeof value === 'string';

/** The members of a result. */
const MEMBERS: Readonly<Record<'body' | 'contentType' | 'status' | 'policy' | 'headers', (value: unknown) => boolean>> = {
  body: isText,
  contentType: isText,
  status: (value) => value === undefined || (Number.isInteger(value) && (value as number) >= 200 && (value as number) <= 599),
  policy: (value) => value === undefined || isText(value),
  headers: (value) => value === undefined || isPlainObject(value),
};

/** Describes the first invalid member, or returns `undefined`. It checks all members, because it must handle the rejection of each promise. */
function wrongIn(rendered: Rendered): string | undefined {
  if (typeof rendered !== 'object') return kindOf(rendered);
  const wrong: string[] = [];
  for (const [name, holds] of Object.entries(MEMBERS)) {
    const value = rendered[name as keyof typeof MEMBERS];
    if (!holds(value)) wrong.push(`${kindOf(value)} as its ${name}`);
  }
  for (const [name, value] of Object.entries(rendered.headers ?? {})) {
    const texts = isArray(value) ? firstOf(value, MAX_MEMBERS + 1) : [value];
    for (const text of texts) if (!isText(text)) wrong.push(`${kindOf(text)} as its header ${name}`);
    if (texts.length > MAX_MEMBERS) wrong.push(`too many values of its header ${name}`);
  }
  return wrong[0];
}

function kindOf(value: unknown): string {
  if (!isPromise(value)) return `a value of type ${typeof value}`;
  handleRejection(value);
  return 'a promise';
}

function failed({ name }: Format, found: string, expected: string): HalyardError {
  return new HalyardError('E_FORMAT', { found: `format "${name}" ${found}`, expected });
}
