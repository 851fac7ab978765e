import { Catch, ForbiddenException, HttpException, Res } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { controllerOf, moduleOf, running } from '../../../tests/support/nest-app.ts';
import { notFound } from '../../core/responses/index.ts';
import { type AsyncOptions, HalyardModule } from './nest.ts';

const QUIET = { environment: 'production', logger: false } as const;
const halyard = HalyardModule.forRoot(QUIET);
const failing = {
  boom() {
    throw new Error('S3CRET');
  },
};

describe('HalyardModule', () => {
  it('takes options that have to be waited for', async () => {
    const app = await running({ halyard: HalyardModule.forRoot(Promise.resolve({ ...QUIET, format: 'text' })), handlers: failing });
    expect((await app.ask('boom')).text).toContain('500 Internal Server Error');
    await app.stop();
  });

  it('takes options from a factory, with what it injects', async () => {
    const STORE = 'store';
    const options = { provide: STORE, useValue: { challenge: 'Bearer realm="harbour"' } };
    class Config {}
    const imports = [{ module: Config, providers: [options], exports: [STORE] }];
    const own = HalyardModule.forRootAsync({ imports, inject: [STORE], useFactory: async (store: { challenge: string }) => ({ ...QUIET, ...store }) });
    const app = await running({
      halyard: own,
      handlers: {
        secret() {
          throw new HttpException('Who are you?', 401);
        },
      },
    });
    expect((await app.ask('secret')).headers.get('www-authenticate')).toBe('Bearer realm="harbour"');
    await app.stop();
  });

  it.each(['useClass', 'useExisting'] as const)('takes options from a provider that makes them, with %s', async (how) => {
    class Config {
      createHalyardOptions() {
        return { ...QUIET, format: 'text' };
      }
    }
    const imports = how === 'useExisting' ? [{ module: class {}, providers: [Config], exports: [Config] }] : [];
    const app = await running({ halyard: HalyardModule.forRootAsync({ imports, [how]: Config } as AsyncOptions), handlers: failing });
    expect((await app.ask('boom')).text).toContain('500 Internal Server Error');
    await app.stop();
  });

  it('needs no options: the class itself may stand among the imports', async () => {
    const app = await running({ halyard: HalyardModule as never, handlers: failing, app: { logger: false } });
    expect((await app.ask('nowhere')).json).toMatchObject({ title: 'Not Found', status: 404 });
    await app.stop();
  });

  it('adds the response methods for handlers with @Res(), and the others can throw', async () => {
    const Routes = controllerOf({
      called: (res: { notFound(text: string): void }) => res.notFound('No such berth'),
      thrown() {
        throw notFound('No such berth');
      },
    });
    Res()(Routes.prototype, 'called', 0);
    const app = await running({ halyard, metadata: { controllers: [Routes] } });
    for (const path of ['called', 'thrown']) expect((await app.ask(path)).json).toMatchObject({ status: 404, detail: 'No such berth' });
    await app.stop();
  });

  it('works in a testing module, whose app comes later, and the filters of the app run first', async () => {
    class Own {
      catch(_error: unknown, host: { getArgByIndex(index: number): { status(code: number): { send(text: string): void } } }) {
        host.getArgByIndex(1).status(403).send('mine');
      }
    }
    Catch(ForbiddenException)(Own);
    const Routes = controllerOf({
      ...failing,
      forbidden() {
        throw new ForbiddenException();
      },
    });
    const module = await Test.createTestingModule({ imports: [halyard], controllers: [Routes], providers: [{ provide: APP_FILTER, useClass: Own }] }).compile();
    const app = module.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    expect(await (await fetch(`${url}/boom`)).json()).toMatchObject({ title: 'Internal Server Error', status: 500 });
    expect(await (await fetch(`${url}/forbidden`)).text()).toBe('mine');
    expect(await (await fetch(`${url}/nowhere`)).json()).toMatchObject({ title: 'Not Found' });
    await app.close();
  });

  it('is harmless where there is no app to mount it on', async () => {
    const context = await NestFactory.createApplicationContext(moduleOf({ imports: [halyard] }), { logger: false, abortOnError: false });
    await context.close();
  });
});

describe('mistakes in mounting', () => {
  const create = (metadata: Parameters<typeof moduleOf>[0], adapter = new ExpressAdapter()) =>
    NestFactory.create(moduleOf(metadata), adapter, { logger: false, abortOnError: false });

  it.each<[string, () => Promise<unknown>]>([
    ['E_MOUNTED_TWICE', () => create({ imports: [HalyardModule.forRoot(QUIET), HalyardModule.forRoot(QUIET)] })],
    [
      'E_NOT_AN_APP',
      () =>
        create(
          { imports: [halyard] },
          new (class extends ExpressAdapter {
            override getType() {
              return 'restify';
            }
          })(),
        ),
    ],
    ['E_OPTION_UNKNOWN', () => create({ imports: [HalyardModule.forRoot({ loger: false } as never)] })],
    ['E_OPTION', () => create({ imports: [HalyardModule.forRoot({ deadline: 0 })] })],
    ['E_OPTION', () => create({ imports: [HalyardModule.forRoot(null as never)] })],
    ['E_OPTION', () => create({ imports: [HalyardModule.forRoot((() => QUIET) as never)] })],
    ['E_OPTION', () => create({ imports: [HalyardModule.forRootAsync({ useFactory: () => undefined as never })] })],
    ['E_OPTION', async () => HalyardModule.forRootAsync({} as never)],
    ['E_OPTION', () => create({ imports: [HalyardModule.forRootAsync({ useClass: class {} as never })] })],
    ['E_OPTION', async () => HalyardModule.forRootAsync((() => QUIET) as never)],
    ['E_NAME_TAKEN', () => create({ imports: [halyard] }, new ExpressAdapter(Object.assign(express(), { response: { ...express().response, gone() {} } })))],
  ])('%s ends the start', async (code, make) => {
    await expect(make()).rejects.toMatchObject({ name: 'HalyardError', code });
  });

  it('end the start of a test, too', async () => {
    const module = await Test.createTestingModule({ imports: [HalyardModule.forRoot({ loger: false } as never)] }).compile();
    await expect(module.createNestApplication({ logger: false }).init()).rejects.toMatchObject({ code: 'E_OPTION_UNKNOWN' });
  });
});
