import type { PublicOutcome } from '../core/disclosure/disclose.ts';
import type { Format } from '../core/formats/format.ts';
import { html } from '../core/formats/html.ts';
import { errorMember } from '../core/formats/problem-document.ts';
import { badRequest } from '../core/responses/bad-request.ts';
import { forbidden } from '../core/responses/forbidden.ts';
import { notFound } from '../core/responses/not-found.ts';
import { serverError } from '../core/responses/server-error.ts';
import type { Preset } from '../core/settings/preset.ts';
import { errorLocal } from './error-local.ts';
import { formatsWith, jsonFormat } from './json-format.ts';
import { prefersJson } from './prefers-json.ts';
import { responseName } from './response-name.ts';
import { sendingArgument } from './sending-argument.ts';

const ANSWERED_WITH_ARGUMENT: ReadonlySet<string> = new Set(['badRequest', 'forbidden', 'notFound', 'serverError']);

/** Returns the data itself. Without data, or if it is withheld, the body is the status as text: "a default response body will be sent (the string …)". */
function argumentBody(outcome: PublicOutcome): unknown {
  const { dataIsBody, data, argument, issues, errors, detail, title } = outcome;
  // The data of a success is the app's own and of any size. It is written as without a preset.
  if (dataIsBody) return data === undefined ? title : undefined;
  if (!ANSWERED_WITH_ARGUMENT.has(responseName(outcome))) return undefined;
  if (argument !== undefined) return argument;
  // An Error has no JSON of its own, so it is written as an object.
  if (issues.length > 0) return issues.map(({ message, path, code }) => ({ message, path: path.map(String), code }));
  return errors[0] === undefined ? (detail ?? title) : errorMember(errors[0]);
}

/** The page gets the local `error`, which the views of a Sails app use. */
const page: Format = {
  ...html,
  render: (outcome, context) => {
    const locals = { ...context.settings.locals, error: errorLocal(outcome) };
    return html.render(outcome, { ...context, settings: { ...context.settings, locals } });
  },
};

/** The preset for the page `res.serverError()` (Sails 1.x): programs get the data itself, or a string. */
export const sails1: Preset = {
  name: 'sails-1',
  formats: formatsWith(jsonFormat(argumentBody), page),
  responses: {
    badRequest: sendingArgument(badRequest),
    forbidden: sendingArgument(forbidden),
    notFound: sendingArgument(notFound),
    serverError: sendingArgument(serverError),
  },
  format: prefersJson,
  // The page of Sails: the view is shown in development too, and gets the error as its local `error`.
  developmentPage: false,
};
