import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { Format, FormatContext, Rendered } from '../../core/formats/format.ts';
import { errorText } from '../../core/formats/report-text.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { InertiaOptions } from '../../core/settings/front-end-options.ts';
import { jsonText } from '../../core/values/json-text.ts';
import { FormErrors } from '../page/form-errors.ts';
import { withBase } from '../request/base.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { inertiaBag } from '../request/front-end.ts';
import { refererOf } from '../request/site.ts';

/** Returns the format for errors in an Inertia app: a page with the real status. Inertia shows any other answer in a modal window. */
export function inertiaFormat(options: InertiaOptions, { baseOf }: Pick<FormSettings, 'baseOf'>): Format {
  return {
    name: 'inertia',
    mediaType: 'application/json',
    async render(outcome, context) {
      const { request } = context;
      if (outcome.dataIsBody || outcome.status < 400 || request.header('x-inertia') !== 'true') return undefined;
      const { status, title, detail = '', reference = '' } = outcome;
      const shared = await propsOf(options, context);
      const errors = inertiaErrors(messagesByField(outcome), inertiaBag(request));
      const report = outcome.errors.map((error) => errorText(error)).join('\n\n');
      const page = {
        component: options.component,
        props: { ...shared, status, title, message: detail, reference, report, errors },
        url: urlOf(request, baseOf(request)),
        version: versionOf(options, context),
      };
      const { text, value } = jsonText(page, context.settings.now);
      return { body: text, contentType: 'application/json; charset=utf-8', value, headers: { 'x-inertia': 'true', vary: 'X-Inertia' } };
    },
  };
}

/** Returns the value of `props.errors`: the first message of each field, in the bag of its form if the page has several. */
export function inertiaErrors(fields: Readonly<Record<string, readonly string[]>>, bag = ''): Readonly<Record<string, unknown>> {
  const errors: Record<string, unknown> = Object.create(null);
  for (const [field, [first]] of Object.entries(fields)) if (first !== undefined) errors[field] = first;
  if (bag === '' || Object.keys(errors).length === 0) return errors;
  const bags: Record<string, unknown> = Object.create(null);
  bags[bag] = errors;
  return bags;
}

/** Returns a redirect to another origin. A script's request cannot follow it, so Inertia leaves the page. */
export function inertiaLocation(location: string): Rendered {
  return {
    body: 'The page continues elsewhere.\n',
    contentType: 'text/plain; charset=utf-8',
    value: undefined,
    status: 409,
    headers: { vary: 'X-Inertia', 'x-inertia-location': location },
  };
}

/** Returns the messages by field, in the shape that a form's views have. */
function messagesByField({ issues }: PublicOutcome): Readonly<Record<string, readonly string[]>> {
  const errors = issues.map(({ message, path }) => ({ message, field: path.map(String).join('.'), pointer: '', code: '', stack: [] }));
  return FormErrors.of(errors).byField();
}

async function propsOf({ props = {} }: InertiaOptions, { request, failed }: FormatContext): Promise<Readonly<Record<string, unknown>>> {
  try {
    return typeof props === 'function' ? await props(request.native as never) : props;
  } catch (error) {
    failed(error);
    return {};
  }
}

function versionOf({ version }: InertiaOptions, { request, failed }: FormatContext): string | null {
  // The version of the open page. With any other the next visit would cause a reload.
  const current = request.header('x-inertia-version') ?? null;
  try {
    return (typeof version === 'function' ? version() : version) ?? current;
  } catch (error) {
    failed(error);
    return current;
  }
}

/** Returns the address of the error page. For a form it is the page with the form, because the address it posts to cannot be opened. */
function urlOf(request: IncomingRequest, base: string): string {
  const { method, url } = request;
  const own = url.startsWith('/') ? withBase(base, url) : url;
  return method === 'GET' || method === 'HEAD' ? own : (refererOf(request, []) ?? own);
}
