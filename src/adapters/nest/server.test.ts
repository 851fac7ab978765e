import { connect } from 'node:net';
import { Injectable } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { controllerOf, moduleOf, PLATFORMS, running } from '../../../tests/support/nest-app.ts';
import { requestInMemory } from '../../hosting/node/virtual-connection.ts';
import { HalyardModule } from './nest.ts';

const halyard = HalyardModule.forRoot({ environment: 'production', logger: false });
const failing = {
  boom() {
    throw new Error('S3CRET');
  },
};

describe.each(PLATFORMS)("Nest's server, on %s", (_, adapterOf) => {
  it('answers malformed HTTP with a problem document, and ends its connections when it closes', async () => {
    const app = await running({ halyard, adapter: adapterOf(), handlers: failing, app: { forceCloseConnections: true } });
    const { port } = new URL(app.url);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nno colon\r\n\r\n'));
      socket.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toContain('{"title":"Bad Request","status":400}');
    const kept = new Promise((resolve) => connect(Number(port), '127.0.0.1').on('close', resolve));
    await app.ask('boom');
    await app.stop();
    await kept;
  });

  it('answers 503 while it shuts down, as without Halyard', async () => {
    let closing: Promise<unknown> | undefined;
    class Hold {
      async beforeApplicationShutdown() {
        closing = app.ask('boom');
        await closing;
      }
    }
    Injectable()(Hold);
    const app = await running({ halyard, adapter: adapterOf(), handlers: failing, metadata: { providers: [Hold] }, app: { return503OnClosing: true } });
    await app.stop();
    expect(await closing).toMatchObject({ status: 503 });
  });
});

describe("Nest's server, on Express", () => {
  it('sees middleware that throws undefined', async () => {
    const prepare = ({ use }: { use(middleware: () => never): unknown }) =>
      use(() => {
        throw undefined;
      });
    const app = await running({ halyard, prepare });
    expect((await app.ask('anything')).status).toBe(500);
    await app.stop();
  });

  it('serves https with the same replies', async () => {
    const app = await NestFactory.create(moduleOf({ imports: [halyard], controllers: [controllerOf(failing)] }), {
      logger: false,
      abortOnError: false,
      httpsOptions: {},
    });
    await app.init();
    const peer = { remoteAddress: '127.0.0.1', localAddress: '127.0.0.1', localPort: 443, encrypted: true };
    const { reply } = requestInMemory(app.getHttpServer(), {
      method: 'GET',
      path: '/boom',
      headers: { host: 'a' },
      body: undefined,
      owner: {},
      peer,
      limit: 10_000,
    });
    const { status, headers } = await reply;
    expect([status, headers['content-type']]).toEqual([500, 'application/problem+json']);
    await app.close();
  });
});
