import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { notFound } from 'halyard';
import { load } from 'halyard/load';
import { HalyardModule, type Reply } from 'halyard/nest';

@Controller()
class Harbour {
  @Get('berths/:id')
  berth(): never {
    throw notFound('No such berth');
  }
}

/** The object that `@Res()` passes to a handler. */
export function refuse(reply: Reply): unknown {
  // @ts-expect-error A message is a string.
  reply.notFound(404);
  return reply.forbidden('Only the harbour master may');
}

@Module({ imports: [HalyardModule.forRoot(load({ root: '.' }))], controllers: [Harbour] })
class App {}
await (await NestFactory.create(App)).listen(1337);
// @ts-expect-error There is no such option.
HalyardModule.forRoot({ verbose: true });
