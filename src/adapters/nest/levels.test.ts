import { ConflictException, HttpException, IntrinsicException, Logger } from '@nestjs/common';
import { afterEach, describe, expect, it } from 'vitest';
import { PLATFORMS, running } from '../../../tests/support/nest-app.ts';
import { HalyardModule } from './nest.ts';

class Quiet extends IntrinsicException {
  readonly statusCode = 402;
}

const handlers = {
  intrinsic() {
    throw new IntrinsicException('S3CRET');
  },
  quiet() {
    throw new Quiet('S3CRET');
  },
  http() {
    throw new HttpException('the bank is closed', 500);
  },
};

afterEach(() => Logger.overrideLogger(false));

describe.each(PLATFORMS)('an IntrinsicException, on %s', (_, adapterOf) => {
  const levelsWith = async (levels?: { 500: false }): Promise<readonly (readonly [number, string | undefined])[]> => {
    const reported: string[] = [];
    const halyard = HalyardModule.forRoot({
      environment: 'production',
      logger: false,
      report: ({ level }) => void reported.push(level),
      ...(levels && { levels }),
    });
    const app = await running({ handlers, adapter: adapterOf(), halyard });
    const found: [number, string | undefined][] = [];
    for (const path of Object.keys(handlers)) {
      const { status, text } = await app.ask(path);
      expect(text).not.toContain('S3CRET');
      found.push([status, reported.pop()]);
    }
    await app.stop();
    return found;
  };

  it('is a record of the level debug, because Nest does not log it. An HttpException extends it, and has the level of its status', async () => {
    expect(await levelsWith()).toEqual([
      [500, 'debug'],
      [402, 'debug'],
      [500, 'error'],
    ]);
  });

  it('is no record at all if the app has set that for its status', async () => {
    expect((await levelsWith({ 500: false }))[0]).toEqual([500, undefined]);
  });
});

describe.each(PLATFORMS)('the name of a response in the log and in the answer, on %s', (_, adapterOf) => {
  it.each<[string, number, string, string]>([
    ['409', 409, 'conflict', 'Conflict'],
    ['410', 410, 'gone', 'Gone'],
    ['418', 418, '418', "I'm a Teapot"],
    ['422', 422, 'unprocessableContent', 'Unprocessable Content'],
    ['501', 501, 'notImplemented', 'Not Implemented'],
  ])('is that of the status, whatever members a %s has', async (__, status, response, title) => {
    const records: { readonly response: string; readonly status: number }[] = [];
    const members = { message: 'Taken', name: 'Ada', response: 'ok', status: 'paid', reference: 'R1', definition: 'x', order: 'A1' };
    const taken = (): never => {
      throw status === 409 ? new ConflictException(members) : new HttpException(members, status);
    };
    const halyard = HalyardModule.forRoot({ environment: 'production', logger: false, report: ({ record }) => void records.push(record) });
    const app = await running({ handlers: { taken }, adapter: adapterOf(), halyard });
    const { json } = await app.ask('taken');
    await app.stop();
    expect(records).toMatchObject([{ response, status }]);
    expect(json).toMatchObject({ title, status, ...(status < 500 && { detail: 'Taken', name: 'Ada', response: 'ok', definition: 'x', order: 'A1' }) });
    expect(json['reference']).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  });
});
