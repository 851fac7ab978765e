import type { HostTemplate } from '../host-template.ts';
import { LISTENING, SERVER } from '../parts/server.ts';
import { APP_TEST } from '../parts/tests.ts';
import { sourceIn } from '../source.ts';

const MODULE = `import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { load } from 'halyard/load';
import { HalyardModule } from 'halyard/nest';
import { MessagesController } from './messages.controller.ts';
import { Messages } from './messages.service.ts';

/** The folder of package.json. This file is in dist/src/ when it runs. */
const root = join(import.meta.dirname, '../..');

@Module({
  imports: [
    HalyardModule.forRootAsync({
      useFactory: async () => ({
        // The pages are in views/, and the responses of api/responses/ are built.
        ...(await load({ root, responses: 'dist/api/responses' })),
        // Seals what a form takes back to its page. Development needs no secret.
        flash: { secret: process.env.FLASH_SECRET || undefined },
      }),
    }),
  ],
  controllers: [MessagesController],
  providers: [Messages],
})
export class AppModule {}
`;

const CONTROLLER = `import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { notFound } from 'halyard';
import { MessageDto } from './message.dto.ts';
import { type Message, Messages } from './messages.service.ts';

@Controller()
export class MessagesController {
  constructor(private readonly messages: Messages) {}

  @Get()
  home(@Res() res: Response): unknown {
    return res.ok({ messages: this.messages.all() }, { view: 'home' });
  }

  @Get('messages/:id')
  one(@Param('id') id: string): Message {
    const message = this.messages.find(id);
    // You can throw a response of Halyard or an exception of Nest, with the same effect.
    if (message === undefined) throw notFound('There is no such message.');
    return message;
  }

  /** A message that is not valid does not arrive here: a form goes back to its page, and a program gets a 400. */
  @Post('messages')
  add(@Body() fields: MessageDto, @Req() req: Request, @Res() res: Response): unknown {
    const message = this.messages.add(fields);
    if (req.accepts(['json', 'html']) === 'json') return res.created(message, \`/messages/\${message.id}\`);
    // Redirects a browser, so that a reload does not send the form again.
    res.form.flash('success', \`Thank you, \${message.name}.\`);
    return res.redirect(303, '/');
  }
}
`;

const DTO = `import { Length } from 'class-validator';

/** A message as a form or a program sends it. */
export class MessageDto {
  @Length(1, 60, { message: 'Enter your name, in at most 60 letters.' })
  name: string;

  @Length(1, 500, { message: 'Write a message of at most 500 letters.' })
  text: string;
}
`;

const SERVICE = `import { Injectable } from '@nestjs/common';

/** A message that a visitor left. */
export interface Message {
  readonly id: number;
  readonly name: string;
  readonly text: string;
}

/** Kept in memory: a restart forgets the messages. Put your database here. */
@Injectable()
export class Messages {
  private readonly messages: Message[] = [];

  /** All messages, the newest first. */
  all(): readonly Message[] {
    return this.messages.toReversed();
  }

  find(id: string): Message | undefined {
    return this.messages.find((message) => String(message.id) === id);
  }

  add({ name, text }: Omit<Message, 'id'>): Message {
    const message = { id: this.messages.length + 1, name, text };
    this.messages.push(message);
    return message;
  }
}
`;

const APP = `import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.ts';

/** Makes the app. It does not listen, so that tests can make one, too. */
export async function createApp() {
  const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });
  // Messages by field: a form shows each message at its field.
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, errorFormat: 'grouped' }));
  return app;
}
`;

const LISTEN = `import { createApp } from './app.ts';

${LISTENING}
/** Starts the app on a port. 0 takes any free one. */
export async function listen(wanted: number): Promise<Listening> {
  const app = await createApp();
  const server = await app.listen(wanted);
  return { port: server.address().port, close: () => app.close() };
}
`;

const FILES = {
  'src/app.module': MODULE,
  'src/app': APP,
  'src/messages.controller': CONTROLLER,
  'src/message.dto': DTO,
  'src/messages.service': SERVICE,
  'src/listen': LISTEN,
  'src/server': SERVER,
  'test/app.test': APP_TEST('../src/listen.ts'),
};

export const nest: HostTemplate = {
  title: 'Nest',
  languages: ['ts'],
  reason: 'Nest apps are TypeScript, because of their decorators',
  dependencies: ['@nestjs/common', '@nestjs/core', '@nestjs/platform-express', 'class-transformer', 'class-validator', 'reflect-metadata', 'rxjs'],
  types: ['@types/express'],
  call: 'throw notFound()',
  routes: 'src/messages.controller',
  entry: 'src/server',
  files: ({ name }) => Object.entries(FILES).map(([path, text]) => ({ path: `${path}.ts`, text: sourceIn('ts', text).replace('{{name}}', name) })),
};
