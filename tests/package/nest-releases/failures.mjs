// A Nest app with @nestjs/terminus and nestjs-zod, whose handlers fail in ways that only Nest knows.
import {
  Body,
  ConflictException,
  Controller,
  Get,
  IntrinsicException,
  Module,
  Post,
  Query,
  Res,
  ServiceUnavailableException,
  UseInterceptors,
} from '@nestjs/common';
import { HealthCheck, HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { HalyardModule } from 'halyard/nest';
import { createZodDto, ZodSerializerDto, ZodSerializerInterceptor, ZodValidationPipe } from 'nestjs-zod';
import { z } from 'zod';
import { ask, print, route, started } from './observe.mjs';

const platform = process.argv[2];
class Payment extends createZodDto(z.object({ amount: z.number().max(5000), owner: z.object({ name: z.string().min(2) }) })) {}

class Search extends createZodDto(z.object({ page: z.string().regex(/^[0-9]$/) })) {}

class Failures {
  constructor(health) {
    this.health = health;
  }
  check() {
    return this.health.check([() => ({ database: { status: 'down', message: 'ECONNREFUSED 10.0.0.5' } }), () => ({ disk: { status: 'up' } })]);
  }
  intrinsic() {
    throw new IntrinsicException('S3CRET');
  }
  sent(res) {
    res.send({ sent: true });
    throw new Error('too late');
  }
  async sentLater(res) {
    res.send({ sent: true });
    await null;
    throw new ConflictException('too late');
  }
  serialized() {
    return { amount: 'S3CRET', owner: { name: 'A' } };
  }
  pay(payment) {
    return payment;
  }
  search(query) {
    return query;
  }
  async stopping() {
    throw new ServiceUnavailableException('The bank is closed.');
  }
  taken() {
    throw new ConflictException({ message: 'Taken', error: 'Conflict', statusCode: 409, name: 'Ada', response: 'r', status: 'paid' });
  }
}
Reflect.defineMetadata('design:paramtypes', [HealthCheckService], Failures);
route(Failures, 'check', [Get('health'), HealthCheck()]);
route(Failures, 'intrinsic', [Get('intrinsic')]);
route(Failures, 'sent', [Get('sent')], [Res()]);
route(Failures, 'sentLater', [Get('sent-later')], [Res()]);
route(Failures, 'serialized', [Get('serialized'), UseInterceptors(ZodSerializerInterceptor), ZodSerializerDto(Payment)]);
route(Failures, 'pay', [Post('payments')], [Body(new ZodValidationPipe(Payment))]);
route(Failures, 'search', [Get('search')], [Query(new ZodValidationPipe(Search))]);
route(Failures, 'stopping', [Get('stopping')]);
route(Failures, 'taken', [Get('taken')]);
if (platform === 'express') {
  const { FileInterceptor } = await import('@nestjs/platform-express');
  Failures.prototype.upload = () => 'done';
  route(Failures, 'upload', [Post('upload'), UseInterceptors(FileInterceptor('picture'))]);
}
Controller()(Failures);
class App {}
Module({ imports: [TerminusModule, HalyardModule.forRoot()], controllers: [Failures] })(App);

const { app, url } = await started(App, platform);
const found = {};
for (const path of ['/health', '/intrinsic', '/sent', '/sent-later', '/serialized', '/taken', '/stopping', '/search?page=S3CRET'])
  found[path] = await ask(url, path);
const body = JSON.stringify({ amount: 9000, owner: { name: '' } });
found['/payments'] = await ask(url, '/payments', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
if (platform === 'express') {
  const form = new FormData();
  form.append('avatar', new Blob(['x']), 'a.png');
  found['/upload'] = await ask(url, '/upload', { method: 'POST', body: form });
}
await print(found, app);
