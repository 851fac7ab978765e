import { HttpException } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { PLATFORMS, running } from '../../../tests/support/nest-app.ts';
import { HalyardModule } from './nest.ts';

describe.each(PLATFORMS)('an HttpException with the status of a success or a redirect, on %s', (_, adapterOf) => {
  it('keeps it, with the body that Nest sends', async () => {
    const handlers = {
      done() {
        throw new HttpException('Queued', 202);
      },
      moved() {
        throw new HttpException({ url: '/orders' }, 302);
      },
      unchanged() {
        throw new HttpException('', 304);
      },
    };
    const app = await running({ handlers, adapter: adapterOf(), halyard: HalyardModule.forRoot({ environment: 'production', logger: false }) });
    const answers = await Promise.all(Object.keys(handlers).map((path) => app.ask(path, { redirect: 'manual' })));
    await app.stop();
    expect(answers.map(({ status, json }) => [status, json])).toEqual([
      [202, { statusCode: 202, message: 'Queued' }],
      [302, { url: '/orders' }],
      [304, {}],
    ]);
  });
});
