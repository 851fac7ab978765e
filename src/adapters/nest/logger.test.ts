import { BadRequestException, ConflictException, Logger, type LoggerService, Res, ServiceUnavailableException } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { doubleCsrf } from 'csrf-csrf';
import { afterEach, describe, expect, it } from 'vitest';
import { controllerOf, running } from '../../../tests/support/nest-app.ts';
import { fastifyOptions } from '../fastify/server.ts';
import { HalyardModule } from './nest.ts';

/** A logger of the app's, as `app.useLogger()` takes it, and what it has heard of us. */
function listening(): { readonly logger: LoggerService; readonly heard: readonly (readonly unknown[])[] } {
  const heard: unknown[][] = [];
  const method =
    (level: string) =>
    (...args: unknown[]) => {
      if (args.at(-1) === 'Halyard') heard.push([level, ...args.slice(0, -1)]);
    };
  return { logger: { log: method('log'), error: method('error'), warn: method('warn'), debug: method('debug') }, heard };
}

afterEach(() => Logger.overrideLogger(false));

const handlers = {
  boom() {
    throw new Error('the tide gauge\nis off', { cause: new Error('no power') });
  },
  forbidden() {
    throw doubleCsrf({ getSecret: () => 'harbour', getSessionIdentifier: () => '7' }).invalidCsrfTokenError;
  },
};

describe("Nest's logger", () => {
  it('gets each failure once, at its level, with the reference that the client has', async () => {
    const { logger, heard } = listening();
    const app = await running({ halyard: HalyardModule.forRoot({ environment: 'production' }), handlers, app: { logger } });
    const { reference } = (await app.ask('boom')).json;
    await app.ask('forbidden');
    await app.ask('nowhere');
    await app.stop();
    expect(heard).toHaveLength(2);
    expect(heard[0]?.slice(0, 2)).toEqual(['error', expect.stringMatching(/^GET \/boom 500 serverError: the tide gauge is off \(.+\)$/)]);
    expect(heard[0]?.[1]).toContain(`(${String(reference)})`);
    expect(heard[1]?.slice(0, 2)).toEqual(['warn', expect.stringContaining('GET /forbidden 403 forbidden')]);
  });

  it('gets the stack beside the line, with what is behind the error, and no line of it is a message', async () => {
    const { logger, heard } = listening();
    const app = await running({ halyard: HalyardModule.forRoot({ environment: 'production' }), handlers, app: { logger } });
    await app.ask('boom');
    await app.stop();
    const lines = String(heard[0]?.[2]).split('\n');
    expect(lines[0]).toMatch(/^Error: the tide gauge\S+is off$/);
    expect(lines).toContain('caused by Error: no power');
    expect(lines.slice(1).filter((line) => !/^(?: {4}at |caused by )/.test(line))).toEqual([]);
  });

  it('gets all that was behind it: every error, and the whole of a body that no client may see', async () => {
    const { logger, heard } = listening();
    const own = {
      both(res: { serverError(errors: readonly Error[]): void }) {
        res.serverError([new Error('the first'), new Error('the second')]);
      },
      health() {
        throw new ServiceUnavailableException({ status: 'error', error: { harbour: { status: 'down', message: 'no power' } } });
      },
    };
    const Routes = controllerOf(own);
    Res()(Routes.prototype, 'both', 0);
    const app = await running({ halyard: HalyardModule.forRoot({ environment: 'production' }), metadata: { controllers: [Routes] }, app: { logger } });
    await app.ask('both');
    const answer = await app.ask('health');
    await app.stop();
    expect(heard.map(([, , stack]) => stack)).toEqual([expect.stringMatching(/Error: the first.*Error: the second/s), expect.stringContaining('no power')]);
    expect(Object.keys(answer.json)).toEqual(['title', 'status', 'reference']);
  });

  it('gets the code of an error, the members of an AggregateError, the fields and rules of a 400, and what the app passed on', async () => {
    const { logger, heard } = listening();
    const own = {
      refused() {
        throw new AggregateError([Object.assign(new Error('no route'), { code: 'ECONNREFUSED' }), new Error('no name')], 'both banks failed');
      },
      coded() {
        throw Object.assign(new Error('the bank is away'), { code: 'ETIMEDOUT' });
      },
      invalid() {
        throw new BadRequestException({ message: 'Not saved', errors: [{ property: 'email', message: 'is taken', code: 'unique' }] });
      },
      conflict() {
        throw new ConflictException({ message: 'Taken', code: 'E_TAKEN', order: 'A1' });
      },
    };
    const app = await running({ halyard: HalyardModule.forRoot({ environment: 'production' }), handlers: own, app: { logger } });
    for (const path of Object.keys(own)) await app.ask(path);
    await app.stop();
    const [refused, coded, invalid, conflict] = heard;
    expect(refused?.[2]).toMatch(
      /^AggregateError: both banks failed\n.*one of its errors: Error \[ECONNREFUSED\]: no route\n.*one of its errors: Error: no name/s,
    );
    expect(coded?.[2]).toMatch(/^Error \[ETIMEDOUT\]: the bank is away\n/);
    expect(invalid?.[1]).toMatch(/^GET \/invalid 400 badRequest \[#\/email unique\] \(.{9}\)$/);
    expect(conflict?.[1]).toMatch(/^GET \/conflict 409 conflict \[E_TAKEN, \{"order":"A1"\}\] \(.{9}\)$/);
  });

  it('gets a line at start that Fastify answers some errors itself, with the option that changes it', async () => {
    for (const [adapter, lines] of [
      [new FastifyAdapter(), 1],
      [new FastifyAdapter(fastifyOptions()), 0],
    ] as const) {
      const { logger, heard } = listening();
      const app = await running({ halyard: HalyardModule.forRoot({ environment: 'production' }), adapter, app: { logger } });
      await app.stop();
      expect(heard).toEqual(Array(lines).fill(['log', expect.stringContaining('new FastifyAdapter(fastifyOptions())')]));
    }
  });

  it('is not used if the app passes another logger', async () => {
    const { logger, heard } = listening();
    const own: string[] = [];
    const method = (_record: object, line: string) => void own.push(line);
    const app = await running({
      halyard: HalyardModule.forRoot({ environment: 'production', logger: { error: method, warn: method, info: method, debug: method } }),
      handlers,
      app: { logger },
    });
    await app.ask('boom');
    await app.stop();
    expect([heard, own.length]).toEqual([[], 1]);
  });
});
