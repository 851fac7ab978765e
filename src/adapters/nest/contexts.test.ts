import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Controller, type DynamicModule, type INestMicroservice } from '@nestjs/common';
import { ExternalContextCreator } from '@nestjs/core';
import { ClientProxyFactory, MessagePattern, RpcException, Transport } from '@nestjs/microservices';
import { WsAdapter } from '@nestjs/platform-ws';
import { SubscribeMessage, WebSocketGateway, WsException } from '@nestjs/websockets';
import { firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { decorate, running } from '../../../tests/support/nest-app.ts';
import { HalyardModule } from './nest.ts';

const MODULES: readonly (readonly [string, DynamicModule])[] = [
  ['with Halyard', HalyardModule.forRoot({ environment: 'production', logger: false })],
  ['without', { module: class Nothing {} }],
];

class Tides {
  said(): never {
    throw new RpcException('low tide');
  }
  unknown(): never {
    throw new Error('S3CRET');
  }
}
decorate(Tides, 'said', MessagePattern('said'));
decorate(Tides, 'unknown', MessagePattern('unknown'));
Controller()(Tides);

class Gateway {
  gateway(): never {
    throw new WsException('low tide');
  }
}
decorate(Gateway, 'gateway', SubscribeMessage('tides'));
WebSocketGateway()(Gateway);

describe.each(MODULES)('what Nest answers over other roads, %s', (_, halyard) => {
  it('is its own for the messages of a microservice', async () => {
    const app = await running({
      halyard,
      metadata: { controllers: [Tides] },
      prepare: async (own) => {
        own.connectMicroservice({ transport: Transport.TCP, options: { host: '127.0.0.1', port: 0 } }, { inheritAppConfig: true });
        await own.startAllMicroservices();
      },
    });
    const { port } = (app.app.getMicroservices()[0] as INestMicroservice).unwrap<{ address(): AddressInfo }>().address();
    const client = ClientProxyFactory.create({ transport: Transport.TCP, options: { host: '127.0.0.1', port } });
    await expect(firstValueFrom(client.send('said', {}))).rejects.toMatchObject({ message: 'low tide' });
    await expect(firstValueFrom(client.send('unknown', {}))).rejects.toMatchObject({ message: 'Internal server error' });
    await client.close();
    await app.stop();
  });

  it('is its own for what comes in by GraphQL, which makes its handlers so', async () => {
    const app = await running({ halyard });
    const handler = app.app
      .get(ExternalContextCreator)
      .create(new Tides(), Tides.prototype.unknown, 'unknown', undefined, undefined, undefined, undefined, undefined, 'graphql');
    await expect(handler()).rejects.toThrow('S3CRET');
    await app.stop();
  });

  it('is its own for the messages of a gateway', async () => {
    const app = await running({ halyard, metadata: { providers: [Gateway] }, prepare: (own) => own.useWebSocketAdapter(new WsAdapter(own)) });
    const socket = new WebSocket(app.url.replace('http', 'ws'));
    await once(socket, 'open');
    socket.send(JSON.stringify({ event: 'tides', data: {} }));
    const [message] = await once(socket, 'message');
    expect(JSON.parse(String(message))).toMatchObject({ event: 'exception', data: { status: 'error', message: 'low tide' } });
    socket.terminate();
    await app.stop();
  });
});
