// A hybrid app: HTTP and a microservice over TCP. Prints what the clients of both get. With the mode `plain`, the app has no Halyard.
import { BadRequestException, Controller, Get, Module, NotFoundException } from '@nestjs/common';
import { ClientProxyFactory, MessagePattern, Payload, RpcException, Transport } from '@nestjs/microservices';
import { notFound } from 'halyard';
import { HalyardModule } from 'halyard/nest';
import { ask, linesWhile, print, route, started } from './observe.mjs';

const [, , platform, mode] = process.argv;
const ERRORS = {
  error: () => new Error('the bank did not answer'),
  rpc: () => new RpcException({ code: 'E_CLOSED', message: 'The bank is closed.' }),
  missing: () => new NotFoundException('There is no such payment.'),
  invalid: () => new BadRequestException(['amount must be an integer number']),
  response: () => notFound('There is no such payment.'),
};
class Payments {
  payment(how) {
    if (how !== 'none') throw ERRORS[how]();
    return '7';
  }
  rates() {
    throw ERRORS.error();
  }
}
route(Payments, 'payment', [MessagePattern('payment')], [Payload()]);
route(Payments, 'rates', [Get('rates')]);
Controller()(Payments);
class App {}
Module({ imports: mode === 'plain' ? [] : [HalyardModule.forRoot()], controllers: [Payments] })(App);

const found = {};
for (const inheritAppConfig of [false, true]) {
  let server;
  const { app, url } = await started(App, platform, async (hybrid) => {
    server = hybrid.connectMicroservice({ transport: Transport.TCP, options: { host: '127.0.0.1', port: 0 } }, { inheritAppConfig });
    await hybrid.startAllMicroservices();
  });
  const { port } = server.unwrap().address();
  const client = ClientProxyFactory.create({ transport: Transport.TCP, options: { host: '127.0.0.1', port } });
  for (const how of ['none', ...Object.keys(ERRORS)]) {
    const { result, lines } = await linesWhile(
      () => new Promise((resolve) => client.send('payment', how).subscribe({ next: (value) => resolve({ value }), error: (error) => resolve({ error }) })),
    );
    found[`${how}, inheritAppConfig: ${inheritAppConfig}`] = { result, log: lines };
  }
  found[`/rates, inheritAppConfig: ${inheritAppConfig}`] = await ask(url, '/rates');
  client.close();
  await app.close();
}
await print(found);
