import type { Requirement } from './requirement.ts';
import { disclosure } from './requirements/disclosure.ts';
import { faults } from './requirements/faults.ts';
import { headers } from './requirements/headers.ts';
import { negotiation } from './requirements/negotiation.ts';
import { pages } from './requirements/pages.ts';
import { reporting } from './requirements/reporting.ts';
import { responses } from './requirements/responses.ts';
import { robustness } from './requirements/robustness.ts';

export { askHttp1, askHttp2, askRaw } from './asking.ts';
export type { Requirement } from './requirement.ts';
export type { Ask, RawReply, Reply, Target } from './target.ts';

/** What every host must do, by topic. */
export const REQUIREMENTS: Readonly<Record<string, readonly Requirement[]>> = {
  negotiation,
  responses,
  pages,
  disclosure,
  headers,
  reporting,
  faults,
  robustness,
};
