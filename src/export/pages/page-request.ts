import type { Exercise } from '../../drill/model/exercise.ts';
import type { PageFormat } from '../model/error-page.ts';

/** What the app is asked for. */
export interface Wanted {
  readonly status: number;
  readonly format: PageFormat;
  readonly language: string | undefined;
}

/** What differs between two requests for the same page. A difference of their answers has its cause here, or in time or chance. */
export interface Circumstances {
  readonly reference: string;
  /** A name that no app has (RFC 6761 §6.4), so that it is found in a page. */
  readonly host: string;
  readonly path: string;
  /** The time that the app reads, in milliseconds. */
  readonly time: number;
  /** The seed of the app's random values. */
  readonly seed: number;
  /** The name of the machine and the id of the process, as the app reads them. */
  readonly machine: { readonly name: string; readonly pid: number };
}

const HOUR = 3_600_000;

/** The time in the exported pages: that of the build, as other tools read it, or else the beginning of this day, so that two exports of a day are equal. */
const TIME = timeOf(process.env['SOURCE_DATE_EPOCH'], Date.now());

/** The circumstances of the page that is exported. The reference has the form of a real one, because a view may cut it. */
export const FIRST: Circumstances = {
  reference: 'VX7Q-9ZWK',
  host: 'halyard-export.invalid',
  path: '/',
  time: TIME,
  seed: 1,
  machine: { name: 'this-machine.invalid', pid: 5_000_011 },
};
/** Other circumstances, by which the parts of a page are found that depend on them. */
export const OTHER: Circumstances = {
  reference: 'K3WP-Y8RN',
  host: 'other-host.invalid',
  path: '/halyard-export/at-no-route',
  time: otherTime(TIME),
  seed: 7_919,
  // No process of a system has such an id: the most is 4,194,304.
  machine: { name: 'other-machine.invalid', pid: 5_000_029 },
};

function timeOf(epoch: string | undefined, now: number): number {
  return epoch !== undefined && /^\d{1,11}$/.test(epoch) ? Number(epoch) * 1_000 : now - (now % (24 * HOUR));
}

/** Another day and hour of the same year: the year of a copyright notice is right in a file. */
function otherTime(time: number): number {
  const change = 61 * 24 * HOUR + 5 * HOUR + 61_001;
  return new Date(time + change).getFullYear() === new Date(time).getFullYear() ? time + change : time - change;
}

/** The header fields of the client that gets this format. */
const CLIENTS: { readonly [Format in Exclude<PageFormat, 'json'>]: Readonly<Record<string, string>> } = {
  html: {
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
    'sec-fetch-site': 'none',
  },
  'problem.json': { accept: 'application/problem+json' },
  md: { accept: 'text/markdown' },
  txt: { accept: 'text/plain' },
};

/** What a program accepts. A problem document is the JSON of most apps. An app with a preset has its own JSON beside it. */
export const JSON_ACCEPT = { problem: 'application/problem+json, application/json;q=0.9', own: 'application/json', any: '*/*' } as const;

/** Whether an answer of this media type is in this format. */
export const IS_FORMAT: { readonly [Format in PageFormat]: (type: string) => boolean } = {
  html: (type) => type === 'text/html',
  json: (type) => /^application\/(?:[\w.-]+\+)?json$/.test(type),
  'problem.json': (type) => type === 'application/problem+json',
  md: (type) => type === 'text/markdown',
  txt: (type) => type === 'text/plain',
};

/** The request for a page, which the app answers without its middleware. */
export function pageRequest(
  { status, format, language }: Wanted,
  { reference, host, path, time, seed, machine }: Circumstances,
  { id, token, isBuiltIn, json }: { readonly id: number; readonly token: string; readonly isBuiltIn: boolean; readonly json: keyof typeof JSON_ACCEPT },
): Exercise {
  return {
    id,
    situation: 'export',
    client: format,
    language,
    method: 'GET',
    path,
    headers: {
      host,
      ...(format === 'json' ? { accept: JSON_ACCEPT[json] } : CLIENTS[format]),
      ...(language !== undefined && { 'accept-language': language }),
      'halyard-drill': `${token}.${id}`,
    },
    call: { response: String(status), args: 'none', at: 'start', status, isBuiltIn, reference, world: { time, seed, machine } },
    expected: { response: undefined, statuses: [status], types: [] },
  };
}
