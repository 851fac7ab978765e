// A Nest app with the release of Nest that is installed beside it. Prints what clients get, and what its logger gets, as JSON.
import { Readable } from 'node:stream';
import 'reflect-metadata';
import { Body, Controller, Get, HttpException, Module, Param, ParseIntPipe, Post, StreamableFile, ValidationPipe } from '@nestjs/common';
import { BaseExceptionFilter, NestFactory } from '@nestjs/core';
import { IsInt, Max } from 'class-validator';
import { notFound } from 'halyard';
import { HalyardModule } from 'halyard/nest';

const [, , platform, mode] = process.argv;

class BrokenFile extends Readable {
  _read() {
    this.destroy(new Error('the file is not there'));
  }
}

class Payment {}
IsInt()(Payment.prototype, 'amount');
Max(5000)(Payment.prototype, 'amount');

class Payments {
  payment(id) {
    if (id !== 7) throw notFound('There is no such payment.');
    return { id };
  }
  refunds() {
    throw new HttpException('Only an accountant may see refunds.', 403);
  }
  rates() {
    throw new Error('the bank did not answer');
  }
  pay(payment) {
    return payment;
  }
  file() {
    return new StreamableFile(new BrokenFile(), { disposition: 'attachment; filename="rates.pdf"' });
  }
}
const route = (name, verb, ...parameters) => {
  verb(Payments.prototype, name, Object.getOwnPropertyDescriptor(Payments.prototype, name));
  Reflect.defineMetadata('design:paramtypes', parameters, Payments.prototype, name);
};
route('payment', Get('payments/:id'), Number);
Param('id', ParseIntPipe)(Payments.prototype, 'payment', 0);
route('refunds', Get('refunds'));
route('rates', Get('rates'));
route('pay', Post('payments'), Payment);
Body()(Payments.prototype, 'pay', 0);
route('file', Get('file'));
Controller()(Payments);

class App {}
Module({ imports: [HalyardModule.forRoot()], controllers: [Payments] })(App);

const adapter = async () => {
  if (platform === 'express') return new (await import('@nestjs/platform-express')).ExpressAdapter();
  const { fastifyOptions } = await import('halyard/fastify');
  return new (await import('@nestjs/platform-fastify')).FastifyAdapter(fastifyOptions());
};

/** What the app's output has, without the colours. Nest writes its log there if the app has no `logger` option. */
let output = '';
for (const stream of ['stdout', 'stderr'])
  process[stream].write = (text) => {
    output += text;
    return true;
  };

/** With the mode `test`, the app is made by @nestjs/testing, which makes the modules before the app. */
const made = async () => {
  if (mode !== 'test') return NestFactory.create(App, await adapter(), { abortOnError: false });
  const { Test } = await import('@nestjs/testing');
  const module = await Test.createTestingModule({ imports: [App] }).compile();
  return module.createNestApplication(await adapter());
};
const app = await made();
app.useGlobalPipes(new ValidationPipe({ errorFormat: 'grouped', transform: true }));
const seen = [];
if (mode === 'filter') {
  app.useGlobalFilters(
    new (class extends BaseExceptionFilter {
      catch(exception, host) {
        seen.push(exception?.name);
        super.catch(exception, host);
      }
    })(app.getHttpAdapter()),
  );
}
await app.listen(0, '127.0.0.1');
const url = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const SECRET = 'S3CRET';
const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
const asked = {
  found: ['/payments/7'],
  missing: ['/payments/8'],
  pipe: ['/payments/abc'],
  thrown: ['/refunds'],
  unexpected: ['/rates'],
  unmatched: ['/nowhere'],
  undecodable: ['/payments/%E0%A4%A'],
  invalid: ['/payments', { ...json, body: '{"amount":9000}' }],
  malformed: ['/payments', { ...json, body: `{"password":${SECRET}}` }],
  'malformed elsewhere': ['/nowhere', { ...json, body: `["password", ${SECRET}]` }],
  'too large': ['/payments', { ...json, body: JSON.stringify({ amount: SECRET.repeat(200_000) }) }],
  'broken file': ['/file'],
};
const answers = {};
for (const [name, [path, init]] of Object.entries(asked)) {
  const response = await fetch(url + path, { ...init, headers: { accept: 'application/json', ...init?.headers } }).catch((error) => ({ error }));
  if (response.error) {
    answers[name] = String(response.error);
    continue;
  }
  const text = await response.text().catch(String);
  let body = text;
  try {
    const { reference, ...rest } = JSON.parse(text);
    body = rest;
  } catch {}
  const [type, disposition] = ['content-type', 'content-disposition'].map((field) => response.headers.get(field));
  answers[name] = { status: response.status, type, disposition, body };
}
await app.close();
delete process.stdout.write;
const log = output.split('\n').filter((line) => /\[(Halyard|StreamableFile)\]/.test(line));
const lines = log.map((line) => line.replace(/^.*\[Halyard\]\S* /, '').replace(/ \([0-9A-Z-]{9}\).*$/, ''));
console.log(JSON.stringify({ answers, seen, lines, leaks: output.includes(SECRET) || JSON.stringify(answers).includes(SECRET) }));
process.exit(0);
