import 'reflect-metadata';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { halyard } from '../../src/adapters/express/express.ts';
import { TSOA_ROWS } from './controllers.ts';
import { proveRows } from './proved.ts';

const { addControllers, routingControllersRows } = await import('./older-peers/routing-controllers.ts');

proveRows('tsoa', TSOA_ROWS);
proveRows('routing-controllers', routingControllersRows());

describe('routing-controllers', () => {
  it.each([
    [true, 'application/json', 'NotFoundError'],
    [false, 'application/problem+json', 'Not Found'],
  ])('with defaultErrorHandler: %s answers a missing user as %s', async (defaultErrorHandler, type, name) => {
    const app = express();
    halyard(app, { environment: 'production', logger: false });
    addControllers(app, { defaultErrorHandler });
    const server = createServer(app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const headers = { accept: 'application/problem+json', connection: 'close' };
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/missing`, { headers });
    server.close();
    expect([response.status, response.headers.get('content-type')?.split(';', 1)[0]]).toEqual([404, type]);
    expect(await response.text()).toContain(name);
  });
});
