// An app that logs with nestjs-pino. Prints the records of Halyard.
import { Writable } from 'node:stream';
import 'reflect-metadata';
import { ConflictException, Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { HalyardModule } from 'halyard/nest';
import { Logger, LoggerModule } from 'nestjs-pino';

const records = [];
const stream = new Writable({
  write(line, _encoding, done) {
    records.push(JSON.parse(line));
    done();
  },
});

class BankError extends Error {
  name = 'BankError';
  code = 'ETIMEDOUT';
}
class Payments {
  rates() {
    throw new BankError('the bank did not answer');
  }
  taken() {
    throw new ConflictException({ message: 'Taken', order: 'A1' });
  }
}
for (const name of ['rates', 'taken']) Get(name)(Payments.prototype, name, Object.getOwnPropertyDescriptor(Payments.prototype, name));
Controller()(Payments);
class App {}
const logger = LoggerModule.forRootAsync({ useFactory: () => ({ pinoHttp: { stream, autoLogging: false } }) });
Module({ imports: [logger, HalyardModule.forRoot()], controllers: [Payments] })(App);

const app = await NestFactory.create(App, { bufferLogs: true });
app.useLogger(app.get(Logger));
await app.listen(0, '127.0.0.1');
for (const path of ['rates', 'taken']) await fetch(`http://127.0.0.1:${app.getHttpServer().address().port}/${path}`);
await app.close();
console.log(JSON.stringify({ records: records.filter(({ context }) => context === 'Halyard') }));
