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
}

/** The circumstances of the page that is exported. The reference has the form of a real one, because a view may cut it. */
export const FIRST: Circumstances = { reference: 'VX7Q-9ZWK', host: 'halyard-export.invalid', path: '/' };
/** Other circumstances, by which the parts of a page are found that depend on them. */
export const OTHER: Circumstances = { reference: 'K3WP-Y8RN', host: 'other-host.invalid', path: '/halyard-export/at-no-route' };

/** The header fields of the client that gets this format. */
const CLIENTS: { readonly [Format in PageFormat]: Readonly<Record<string, string>> } = {
  html: {
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
    'sec-fetch-site': 'none',
  },
  json: { accept: 'application/problem+json, application/json;q=0.9' },
  md: { accept: 'text/markdown' },
  txt: { accept: 'text/plain' },
};

/** Whether an answer of this media type is in this format. */
export const IS_FORMAT: { readonly [Format in PageFormat]: (type: string) => boolean } = {
  html: (type) => type === 'text/html',
  json: (type) => /^application\/(?:[\w.-]+\+)?json$/.test(type),
  md: (type) => type === 'text/markdown',
  txt: (type) => type === 'text/plain',
};

/** The request for a page, which the app answers without its middleware. */
export function pageRequest(
  { status, format, language }: Wanted,
  { reference, host, path }: Circumstances,
  { id, token, isBuiltIn }: { readonly id: number; readonly token: string; readonly isBuiltIn: boolean },
): Exercise {
  return {
    id,
    situation: 'export',
    client: format,
    language,
    method: 'GET',
    path,
    headers: { host, ...CLIENTS[format], ...(language !== undefined && { 'accept-language': language }), 'halyard-drill': `${token}.${id}` },
    call: { response: String(status), args: 'none', at: 'start', status, isBuiltIn, reference },
    expected: { response: undefined, statuses: [status], types: [] },
  };
}
