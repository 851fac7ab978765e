import { adopt, isPromise } from './adopt-promise.ts';
import { withDeadline } from './deadline.ts';
import { HalyardError } from './errors.ts';
import { firstOf, MOST } from './first-of.ts';
import type { Format, Rendered } from './format.ts';
import { isArray } from './guarded-read.ts';
import { isPromiseLike } from './maybe-promise.ts';

/** A format of the app's, held to what ours keep to: it has the time that a view has, and gives text. The next format answers for one that does not. */
export function ownFormat(format: Format, deadline: number): Format {
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

function wrongIn(rendered: Rendered): string | undefined {
  if (typeof rendered !== 'object') return kindOf(rendered);
  for (const name of ['body', 'contentType'] as const) if (typeof rendered[name] !== 'string') return `${kindOf(rendered[name])} as its ${name}`;
  const { headers = {} } = rendered;
  for (const [name, value] of Object.entries(headers)) {
    const texts = isArray(value) ? firstOf(value, MOST + 1) : [value];
    if (texts.length > MOST || !texts.every((text) => typeof text === 'string'))
      return `${kindOf(texts.find((text) => typeof text !== 'string'))} as its header ${name}`;
  }
  return undefined;
}

function kindOf(value: unknown): string {
  if (!isPromise(value)) return `a value of type ${typeof value}`;
  adopt(value);
  return 'a promise';
}

function failed({ name }: Format, found: string, expected: string): HalyardError {
  return new HalyardError('E_FORMAT', { found: `format "${name}" ${found}`, expected });
}
