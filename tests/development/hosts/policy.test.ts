import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { describe, expect, it } from 'vitest';
import { halyard as onHono } from '../../../src/adapters/hono/hono.ts';
import { DEVELOPMENT_POLICY } from '../../../src/development/page/development-page.ts';
import { listening } from './listening.ts';

const APPS = "default-src 'self'";
const PAGE = { headers: { accept: 'text/html' } };

async function policyOf(environment: 'development' | 'production', path: string): Promise<string | null> {
  const app = new Hono();
  onHono(app, { environment, logger: false });
  app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'self'"] } }));
  app.get('/own', (c) => c.html('<p>Orders</p>'));
  app.get('/boom', () => {
    throw new Error('the till is open');
  });
  const origin = await listening(createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' }) as never);
  return (await fetch(origin + path, PAGE)).headers.get('content-security-policy');
}

describe('the policy of the development page', () => {
  it('stays, if secureHeaders() of Hono sets the policy of the app after the answer', async () => {
    expect(await policyOf('development', '/boom')).toBe(DEVELOPMENT_POLICY);
    expect(await policyOf('development', '/nowhere')).toBe(DEVELOPMENT_POLICY);
  });

  it('is on no other page', async () => {
    expect(await policyOf('development', '/own')).toBe(APPS);
    expect(await policyOf('production', '/boom')).toBe(APPS);
  });
});
