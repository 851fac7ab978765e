import { type ArgumentsHost, Catch, NotFoundException } from '@nestjs/common';
import { APP_FILTER, BaseExceptionFilter } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { PLATFORMS, running } from '../../../tests/support/nest-app.ts';
import { notFound } from '../../core/responses/index.ts';
import { HalyardModule } from './nest.ts';

const halyard = HalyardModule.forRoot({ environment: 'production', logger: false });
const handlers = {
  boom() {
    throw new Error('S3CRET');
  },
  words() {
    throw new NotFoundException('No such berth');
  },
  said() {
    throw notFound('No such berth');
  },
};

/** As the filters of error trackers are: they note what failed, and leave the answer to Nest's. */
class Tracker extends BaseExceptionFilter {
  readonly noted: unknown[] = [];
  override catch(exception: unknown, host: ArgumentsHost) {
    this.noted.push(exception);
    super.catch(exception, host);
  }
}
Catch()(Tracker);

describe.each(PLATFORMS)("a filter of the app's that extends BaseExceptionFilter, on %s", (_, adapterOf) => {
  it.each<[string, Partial<Parameters<typeof running>[0]>]>([
    ['with useGlobalFilters()', { prepare: (app) => app.useGlobalFilters(new Tracker(app.getHttpAdapter())) }],
    ['as APP_FILTER', { metadata: { providers: [{ provide: APP_FILTER, useClass: Tracker }] } }],
  ])('leaves the answer to Halyard by super.catch(), %s', async (_how, how) => {
    const app = await running({ halyard, handlers, adapter: adapterOf(), ...how });
    expect((await app.ask('boom')).json).toEqual({ title: 'Internal Server Error', status: 500, reference: expect.any(String) });
    for (const path of ['words', 'said']) expect((await app.ask(path)).json).toMatchObject({ title: 'Not Found', detail: 'No such berth' });
    expect((await app.ask('nowhere')).json).toEqual({ title: 'Not Found', status: 404, reference: expect.any(String) });
    await app.stop();
  });

  it('leaves it to Nest in an app of the same process that has no Halyard', async () => {
    const withHalyard = await running({ halyard, handlers, adapter: adapterOf() });
    const without = await running({
      halyard: { module: class Nothing {} },
      handlers,
      adapter: adapterOf(),
      prepare: (app) => app.useGlobalFilters(new Tracker(app.getHttpAdapter())),
    });
    expect((await without.ask('words')).json).toEqual({ message: 'No such berth', error: 'Not Found', statusCode: 404 });
    expect((await withHalyard.ask('words')).json).toMatchObject({ title: 'Not Found' });
    await without.stop();
    await withHalyard.stop();
  });
});
