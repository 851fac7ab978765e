import type { PublicOutcome } from '../core/disclosure/disclose.ts';
import type { Format, FormatContext, Rendered } from '../core/formats/format.ts';
import { html } from '../core/formats/html.ts';
import { errorMember } from '../core/formats/problem-document.ts';
import { badRequest } from '../core/responses/bad-request.ts';
import { forbidden } from '../core/responses/forbidden.ts';
import type { Preset } from '../core/settings/preset.ts';
import { isPlainObject } from '../core/values/guarded-read.ts';
import { isPromiseLike, type MaybePromise } from '../core/values/maybe-promise.ts';
import { formatsWith, jsonFormat } from './json-format.ts';
import { prefersJson } from './prefers-json.ts';
import { responseName } from './response-name.ts';
import { sendingArgument } from './sending-argument.ts';

/** The members of the body after `status`, for each response that the page of Sails describes. */
const MEMBERS: Readonly<Record<string, (outcome: PublicOutcome) => object | undefined>> = {
  badRequest: ({ argument, issues, errors, detail }) => {
    const listed = issues.map(({ message, path, code }) => ({ message, path: path.map(String), code }));
    const validationErrors = argument ?? (listed.length > 0 ? listed : errors.length > 0 ? errors.map(errorMember) : detail);
    return validationErrors === undefined || validationErrors === null ? undefined : { validationErrors };
  },
  forbidden: ({ argument, detail }) => {
    const message = argument ?? detail;
    if (isPlainObject(message)) return message;
    return message === undefined || message === null ? undefined : { message };
  },
  notFound: () => undefined,
  // "A list of the errors", "proper, readable Error objects": with name, message and stack.
  serverError: ({ revealed, errors }) => (revealed ? { errors: errors.map(errorMember) } : undefined),
};

/** "A normalized JSON object … containing a status key": it has no other member that the page does not name. */
function statusObject(outcome: PublicOutcome): unknown {
  const { dataIsBody, status } = outcome;
  const name = responseName(outcome);
  const members = Object.hasOwn(MEMBERS, name) && !dataIsBody ? MEMBERS[name] : undefined;
  return members === undefined ? undefined : Object.assign({ status }, members(outcome), { status });
}

const json = jsonFormat(statusObject);

/** "If that view can't be found, then the client is just sent the JSON response": this holds for 403 and 404. */
const page: Format = {
  ...html,
  render: (outcome, context) => {
    const rendered = html.render(outcome, context);
    if (outcome.name !== 'forbidden' && outcome.name !== 'notFound') return rendered;
    return isPromiseLike(rendered) ? rendered.then((one) => orJson(one, outcome, context)) : orJson(rendered, outcome, context);
  },
};

/** `active` marks an app's own page, which may run scripts. The built-in page does not have it. */
function orJson(rendered: Rendered | undefined, outcome: PublicOutcome, context: FormatContext): MaybePromise<Rendered | undefined> {
  return rendered?.active ? rendered : json.render(outcome, context);
}

/** The preset for the page 'Default responses' (Sails 0.9): programs get an object with `status`, and a form is redirected back with a 302. */
export const sails09: Preset = {
  name: 'sails-0.9',
  formats: formatsWith(json, page),
  responses: { badRequest: sendingArgument(badRequest), forbidden: sendingArgument(forbidden) },
  format: prefersJson,
  redirectStatus: 302,
  // The page of Sails: "responds with the views/500.* view file", in development too.
  developmentPage: false,
};
