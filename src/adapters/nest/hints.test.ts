import { Catch, Controller, Get, Module } from '@nestjs/common';
import { APP_FILTER, BaseExceptionFilter, NestFactory } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { HalyardModule } from './nest.ts';

class All {
  catch(_exception: unknown, host: { switchToHttp(): { getResponse(): { status(code: number): { json(body: object): void } } } }): void {
    host.switchToHttp().getResponse().status(500).json({});
  }
}
Catch()(All);

class Handing extends BaseExceptionFilter {
  override catch(exception: unknown, host: Parameters<BaseExceptionFilter['catch']>[1]): void {
    super.catch(exception, host);
  }
}
Catch()(Handing);

class OfRangeErrors extends All {}
Catch(RangeError)(OfRangeErrors);

async function hintsOf(
  filters: readonly object[],
  environment: 'development' | 'production' = 'development',
  providers: readonly object[] = [],
): Promise<readonly string[]> {
  const lines: string[] = [];
  const ignore = (): void => {};
  class Orders {
    list(): string {
      throw new Error('failed');
    }
  }
  Get()(Orders.prototype, 'list', Object.getOwnPropertyDescriptor(Orders.prototype, 'list') as PropertyDescriptor);
  Controller()(Orders);
  class App {}
  const logger = { error: ignore, warn: (_: object, line: string) => void lines.push(line), info: ignore, debug: ignore };
  Module({ imports: [HalyardModule.forRoot({ environment, logger })], controllers: [Orders], providers: providers as never[] })(App);
  const app = await NestFactory.create(App, { logger: false });
  app.useGlobalFilters(...(filters as never[]));
  await app.init();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await app.close();
  return lines.filter((line) => line.includes('before Halyard'));
}

describe('a hint in development on Nest', () => {
  it('names a global filter that catches every exception', async () => {
    expect(await hintsOf([new All()])).toEqual([
      expect.stringMatching(
        /^halyard: your exception filter at \S*hints\.test\.ts:\d+ answers errors before Halyard\. Delete it, or extend BaseExceptionFilter/,
      ),
    ]);
  });

  it('names one that is a provider, too', async () => {
    expect(await hintsOf([], 'development', [{ provide: APP_FILTER, useClass: All }])).toHaveLength(1);
    expect(await hintsOf([], 'production', [{ provide: APP_FILTER, useClass: All }])).toEqual([]);
  });

  it.each<[string, readonly object[], ('development' | 'production')?]>([
    ['without filters', []],
    ['with a filter for its own exceptions', [new OfRangeErrors()]],
    ['with a filter that hands exceptions over', [new Handing()]],
    ['in production', [new All()], 'production'],
  ])('is not given for an app %s', async (_, filters, environment) => {
    expect(await hintsOf(filters, environment)).toEqual([]);
  });
});
