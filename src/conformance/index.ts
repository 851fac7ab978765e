import type { Requirement } from './requirement.ts';
import { connections } from './requirements/connections.ts';
import { developers } from './requirements/developers.ts';
import { developmentPages } from './requirements/development-pages.ts';
import { developmentReport } from './requirements/development-report.ts';
import { disclosure } from './requirements/disclosure.ts';
import { eventStreams } from './requirements/event-streams.ts';
import { faults } from './requirements/faults.ts';
import { formsBase } from './requirements/forms-base.ts';
import { formsCookies } from './requirements/forms-cookies.ts';
import { formsFields } from './requirements/forms-fields.ts';
import { formsFlash } from './requirements/forms-flash.ts';
import { formsParts } from './requirements/forms-parts.ts';
import { formsRedirect } from './requirements/forms-redirect.ts';
import { formsSite } from './requirements/forms-site.ts';
import { formsSize } from './requirements/forms-size.ts';
import { formsStores } from './requirements/forms-stores.ts';
import { formsTargets } from './requirements/forms-targets.ts';
import { formsTyped } from './requirements/forms-typed.ts';
import { headers } from './requirements/headers.ts';
import { hiddenReport } from './requirements/hidden-report.ts';
import { maintenance } from './requirements/maintenance.ts';
import { maintenanceClients } from './requirements/maintenance-clients.ts';
import { negotiation } from './requirements/negotiation.ts';
import { pages } from './requirements/pages.ts';
import { reporting } from './requirements/reporting.ts';
import { responses } from './requirements/responses.ts';
import { robustness } from './requirements/robustness.ts';
import { statuses } from './requirements/statuses.ts';

export { askHttp1, askHttp2, askRaw } from './asking.ts';
export type { Requirement } from './requirement.ts';
export type { Ask, RawOptions, RawReply, Reply, Target } from './target.ts';

/** The requirements for every host, by topic. */
export const REQUIREMENTS: Readonly<Record<string, readonly Requirement[]>> = {
  negotiation,
  responses,
  statuses,
  pages,
  disclosure,
  developers,
  'development pages': developmentPages,
  'development report': [...developmentReport, ...hiddenReport],
  headers,
  reporting,
  faults,
  robustness,
  connections,
  'event streams': eventStreams,
  maintenance: [...maintenance, ...maintenanceClients],
  'forms: sent back': formsRedirect,
  'forms: targets': formsTargets,
  'forms: flash': formsFlash,
  'forms: parts of a page': formsParts,
  'forms: cookies': formsCookies,
  'forms: size': formsSize,
  'forms: what was typed': formsTyped,
  'forms: lists and boxes': formsFields,
  'forms: other sites': formsSite,
  'forms: behind a prefix': formsBase,
  'forms: stores': formsStores,
};
