import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { Format, FormatContext, Rendered } from '../../core/formats/format.ts';
import { errorText } from '../../core/formats/report-text.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { InertiaOptions } from '../../core/settings/front-end-options.ts';
import { jsonText } from '../../core/values/json-text.ts';
import { FormErrors } from '../page/form-errors.ts';
import { inertiaBag } from '../request/front-end.ts';
import { refererOf } from '../request/site.ts';

/** Errors as a page of an Inertia app: with their real status, and not in the window that Inertia opens for whatever it cannot read. */
export function inertiaFormat(options: InertiaOptions): Format {
  return {
    name: 'inertia',
    mediaType: 'application/json',
    async render(outcome, context) {
      const { request } = context;
      if (outcome.dataIsBody || outcome.status < 400 || request.header('x-inertia') !== 'true') return undefined;
      const { status, title, detail = '', reference = '' } = outcome;
      const given = await propsOf(options, context);
      const errors = inertiaErrors(messagesByField(outcome), inertiaBag(request));
      const report = outcome.errors.map((error) => errorText(error)).join('\n\n');
      const page = {
        component: options.component,
        props: { ...given, status, title, message: detail, reference, report, errors },
        url: urlOf(request),
        version: versionOf(options, context),
      };
      const { text, value } = jsonText(page, context.settings.now);
      return { body: text, contentType: 'application/json; charset=utf-8', value, headers: { 'x-inertia': 'true', vary: 'X-Inertia' } };
    },
  };
}

/** What stands in `props.errors`: the first message of each field, in the bag of its form where the page has several. */
export function inertiaErrors(fields: Readonly<Record<string, readonly string[]>>, bag = ''): Readonly<Record<string, unknown>> {
  const errors: Record<string, unknown> = Object.create(null);
  for (const [field, [first]] of Object.entries(fields)) if (first !== undefined) errors[field] = first;
  if (bag === '' || Object.keys(errors).length === 0) return errors;
  const bags: Record<string, unknown> = Object.create(null);
  bags[bag] = errors;
  return bags;
}

/** A redirect to another origin, which a script's request cannot follow: Inertia leaves the page for it. */
export function inertiaLocation(location: string): Rendered {
  return {
    body: 'The page continues elsewhere.\n',
    contentType: 'text/plain; charset=utf-8',
    value: undefined,
    status: 409,
    headers: { vary: 'X-Inertia', 'x-inertia-location': location },
  };
}

/** By field, as the views of a form have them. */
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
  // The page's own: with another one the next visit would be answered with a reload.
  const current = request.header('x-inertia-version') ?? null;
  try {
    return (typeof version === 'function' ? version() : version) ?? current;
  } catch (error) {
    failed(error);
    return current;
  }
}

/** The address that the error page stands under: of a form the page it is on, which can be opened again; where it posts to cannot. */
function urlOf(request: IncomingRequest): string {
  const { method, url } = request;
  return method === 'GET' || method === 'HEAD' ? url : (refererOf(request, []) ?? url);
}
