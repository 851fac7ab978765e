import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answered, EVENTS, type LambdaResult } from './events.ts';
import { API, type Ask, BROWSER, checkOrders } from './order-checks.ts';

type Options = { readonly environment: 'production' | 'development'; readonly logger: object; readonly flash: object };
type Lambda = (event: object, context: object) => Promise<LambdaResult>;

// Uses the built package, with its own types of Nest and Fastify, instead of the types in the source.
const { HOSTS, LIBRARIES } = (await import(new URL('hosts.mjs', import.meta.url).href)) as {
  readonly HOSTS: Readonly<Record<string, (options: Options) => object | Promise<object>>>;
  readonly LIBRARIES: Readonly<Record<string, { readonly hosts: readonly string[]; readonly lambda: (app: object) => Lambda }>>;
};

const lines: string[] = [];
const log = (level: string) => (record: object, message: string) => void lines.push(JSON.stringify({ level, message, ...record }));
const logger = { error: log('error'), warn: log('warn'), info: log('info'), debug: () => {} };
afterEach(() => void lines.splice(0));

const ROWS = Object.entries(LIBRARIES).flatMap(([library, { hosts }]) => hosts.map((host) => [host, library] as const));

async function asking(host: string, library: string, gateway: string, environment: 'production' | 'development'): Promise<Ask> {
  const app = await HOSTS[host]?.({ environment, logger, flash: { secret: 'a secret for tests, and for nothing else' } });
  const lambda = LIBRARIES[library]?.lambda(app as object);
  return async (asked) => answered((await lambda?.(EVENTS[gateway]?.(asked) as object, {})) as LambdaResult);
}

describe.each(ROWS)('%s on AWS Lambda, by %s', (host, library) => {
  describe.each(Object.keys(EVENTS))('behind %s', (gateway) => {
    let ask: Ask;
    beforeAll(async () => {
      ask = await asking(host, library, gateway, 'production');
    });

    checkOrders(() => ({ ask, lines: () => lines }), {
      // A Response of fetch has no Content-Length. The gateway counts the bytes.
      hasLength: host !== 'Hono',
      // light-my-request injects a body for HEAD as well.
      hasBodyForHead: host.endsWith('injected'),
      // serverless-http reads an injected answer as text.
      hasBytes: !(library === 'serverless-http' && host.endsWith('injected')),
      hasSingleCookie: gateway === 'a load balancer',
    });
  });

  it('treats no client as the developer at this machine, whatever address and Host the event has', async () => {
    for (const gateway of Object.keys(EVENTS)) {
      const ask = await asking(host, library, gateway, 'development');
      for (const sourceIp of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '']) {
        for (const headers of [API, BROWSER]) {
          const { status, text } = await ask({ path: '/boom', headers: { ...headers, host: 'localhost' }, sourceIp });
          expect(status).toBe(500);
          expect(text).not.toMatch(/10\.0\.0\.7|orders-app/);
        }
      }
    }
  });
});
