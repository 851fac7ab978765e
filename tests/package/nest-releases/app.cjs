// The same in CommonJS, as the CLI of Nest 10 and 11 sets an app up.
require('reflect-metadata');
const { Controller, ForbiddenException, Get, Module } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { HalyardModule } = require('halyard/nest');

class Refunds {
  refunds() {
    throw new ForbiddenException('Only an accountant may see refunds.');
  }
}
Get('refunds')(Refunds.prototype, 'refunds', Object.getOwnPropertyDescriptor(Refunds.prototype, 'refunds'));
Controller()(Refunds);
class App {}
Module({ imports: [HalyardModule.forRoot()], controllers: [Refunds] })(App);

async function main() {
  const app = await NestFactory.create(App, { logger: false });
  await app.listen(0, '127.0.0.1');
  const response = await fetch(`http://127.0.0.1:${app.getHttpServer().address().port}/refunds`, { headers: { accept: 'application/json' } });
  const { reference, ...body } = await response.json();
  console.log(JSON.stringify({ answers: { thrown: { status: response.status, body } } }));
  await app.close();
}
void main();
