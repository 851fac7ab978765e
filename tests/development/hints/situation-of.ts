import type { IncomingRequest } from '../../../src/core/ports/request.ts';
import type { RouteTable } from '../../../src/core/ports/route-table.ts';
import { hintsOf } from '../../../src/development/hints/hints-of.ts';
import type { Situation } from '../../../src/development/hints/situation.ts';
import type { Hint } from '../../../src/development/report/report.ts';
import { publicOutcome } from '../../support/public-outcome.ts';

interface Given {
  readonly status: number;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly table?: Partial<RouteTable>;
  readonly errors?: readonly unknown[];
  readonly route?: string;
  readonly native?: unknown;
  readonly hostName?: string;
  readonly outcome?: object;
  readonly response?: string;
}

/** A request with these parts, and what an app without them has. */
export function requestOf({ method = 'GET', url = '/', headers = {}, table, route, native }: Omit<Given, 'status'>): IncomingRequest {
  return {
    transport: 'http',
    method,
    url,
    httpVersion: '1.1',
    remoteAddress: '127.0.0.1',
    route,
    elapsed: 1,
    native,
    header: (name) => headers[name],
    fieldNames: () => Object.keys(headers),
    replyHeader: () => undefined,
    ...(table !== undefined && { routes: () => ({ routes: [], folders: [], ...table }) }),
  };
}

/** What the hints of such a failure are made from. */
function situationOf(given: Given): Situation {
  const { status, errors = [], outcome = {}, response } = given;
  const request = requestOf(given);
  const record = { response: response ?? 'serverError', status, method: request.method, path: request.url, handled: false } as const;
  return {
    outcome: publicOutcome({ status, ...(response !== undefined && { name: response }), ...outcome }),
    failure: { level: 'error', record, errors, request },
    request,
    errors: [],
  };
}

/** The hints of such a failure. */
export function hintsAbout(given: Given): readonly Hint[] {
  return hintsOf(situationOf(given));
}

/** Routes from lines such as `GET /orders`. */
export function routesFrom(...lines: readonly string[]): Partial<RouteTable> {
  return {
    routes: lines.map((line) => {
      const [method = '', path = ''] = line.split(' ');
      return { method, path };
    }),
  };
}
