import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { PLATFORMS, running } from '../../../tests/support/nest-app.ts';
import type { FailureRecord } from '../../core/report/report.ts';
import { HalyardModule } from './nest.ts';

async function* breaking() {
  yield 'the first half';
  // The head and the half are out before it breaks.
  await new Promise((resolve) => setTimeout(resolve, 20));
  throw new Error('S3CRET');
}

const handlers = {
  missing: () => new StreamableFile(createReadStream('/no/such/S3CRET')),
  breaking: () => new StreamableFile(Readable.from(breaking(), { objectMode: false })),
  whole: () => new StreamableFile(Buffer.from('the tide table')),
  own: () =>
    new StreamableFile(createReadStream('/no/such/S3CRET')).setErrorHandler((_error, response) => {
      response.statusCode = 404;
      response.send('mine');
    }),
};

describe.each(PLATFORMS)('a StreamableFile, on %s', (_, adapterOf) => {
  const start = async () => {
    const logged: FailureRecord[] = [];
    const halyard = HalyardModule.forRoot({ environment: 'production', logger: false, report: ({ record }) => void logged.push(record) });
    return { logged, app: await running({ halyard, handlers, adapter: adapterOf() }) };
  };

  it('that cannot be opened is a 500 as any other failure is', async () => {
    const { app, logged } = await start();
    const answer = await app.ask('missing');
    expect([answer.status, answer.json]).toEqual([500, { title: 'Internal Server Error', status: 500, reference: expect.any(String) }]);
    expect(logged).toMatchObject([{ status: 500, path: '/missing' }]);
    expect((await app.ask('whole')).text).toBe('the tide table');
    await app.stop();
  });

  it('that breaks off is logged once, and the client notices', async () => {
    const { app, logged } = await start();
    await expect(app.ask('breaking')).rejects.toThrow();
    expect(logged).toMatchObject([{ status: 500, path: '/breaking', err: { message: 'S3CRET' } }]);
    await app.stop();
  });
});

describe('a StreamableFile, on Express', () => {
  it("that has an error handler of the app's own keeps it", async () => {
    const app = await running({ halyard: HalyardModule.forRoot({ logger: false }), handlers });
    const answer = await app.ask('own');
    expect([answer.status, answer.text]).toEqual([404, 'mine']);
    await app.stop();
  });
});
