import {
  Body,
  type CanActivate,
  Catch,
  ForbiddenException,
  type MiddlewareConsumer,
  NotFoundException,
  Param,
  ParseIntPipe,
  UseGuards,
  UseInterceptors,
  ValidationPipe,
  VersioningType,
} from '@nestjs/common';
import { IsInt, MinLength } from 'class-validator';
import { throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { controllerOf, decorate, PLATFORMS, running } from '../../../tests/support/nest-app.ts';
import { HalyardModule } from './nest.ts';

const halyard = HalyardModule.forRoot({ environment: 'production', logger: false });

describe.each(PLATFORMS)('what fails on the way to a handler, on %s', (_, adapterOf) => {
  it('is answered: a guard that refuses or throws, a pipe, an interceptor', async () => {
    class No implements CanActivate {
      canActivate() {
        return false;
      }
    }
    const broken = {
      canActivate() {
        throw new Error('S3CRET');
      },
    };
    const failingInterceptor = { intercept: () => throwError(() => new Error('S3CRET')) };
    const handlers = { refused: () => 1, broken: () => 1, intercepted: () => 1, 'berths/:id': (id: unknown) => id };
    const Routes = controllerOf(handlers);
    decorate(Routes, 'refused', UseGuards(No));
    decorate(Routes, 'broken', UseGuards(broken));
    decorate(Routes, 'intercepted', UseInterceptors(failingInterceptor));
    Param('id', ParseIntPipe)(Routes.prototype, 'berths/:id', 0);
    const app = await running({ halyard, adapter: adapterOf(), metadata: { controllers: [Routes] } });
    expect((await app.ask('refused')).json).toMatchObject({ status: 403, detail: 'Forbidden resource' });
    expect(Object.keys((await app.ask('broken')).json)).toEqual(['title', 'status', 'reference']);
    expect((await app.ask('intercepted')).json).toMatchObject({ status: 500 });
    expect((await app.ask('berths/x')).json).toMatchObject({ status: 400, detail: 'Validation failed (numeric string is expected)' });
    await app.stop();
  });

  it("is answered: ValidationPipe's messages are issues, by field whether it groups them or not", async () => {
    class Booking {
      declare boat: string;
      declare nights: number;
    }
    MinLength(3)(Booking.prototype, 'boat');
    IsInt()(Booking.prototype, 'nights');
    const Routes = controllerOf({ grouped: (body: Booking) => body, list: (body: Booking) => body });
    Body(new ValidationPipe({ expectedType: Booking, errorFormat: 'grouped' }))(Routes.prototype, 'grouped', 0);
    Body(new ValidationPipe({ expectedType: Booking }))(Routes.prototype, 'list', 0);
    const app = await running({ halyard, adapter: adapterOf(), metadata: { controllers: [Routes] } });
    for (const path of ['grouped', 'list']) {
      const answer = await app.ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"boat":"S3","nights":"S3CRET"}' });
      expect(answer.json['errors']).toEqual([
        { detail: 'boat must be longer than or equal to 3 characters', pointer: '#/boat', code: 'minLength' },
        { detail: 'nights must be an integer number', pointer: '#/nights', code: 'isInt' },
      ]);
      expect(answer.text).not.toContain('S3CRET');
    }
    await app.stop();
  });

  it('is answered: middleware of Nest and of the platform', async () => {
    class App {
      configure(consumer: MiddlewareConsumer) {
        consumer
          .apply(() => {
            throw new ForbiddenException('Members only');
          })
          .forRoutes('members');
      }
    }
    const prepare = ({ use }: { use(path: string, middleware: () => never): unknown }) =>
      use('/broken', () => {
        throw new Error('S3CRET');
      });
    const app = await running({ halyard, adapter: adapterOf(), handlers: { members: () => 1 }, metadata: { imports: [{ module: App }] }, prepare });
    expect((await app.ask('members')).json).toMatchObject({ status: 403, detail: 'Members only' });
    expect(Object.keys((await app.ask('broken')).json)).toEqual(['title', 'status', 'reference']);
    await app.stop();
  });

  it('is answered: a body that is not JSON or too large, and nothing of it is quoted', async () => {
    const app = await running({ halyard, adapter: adapterOf(), handlers: { bookings: () => 1 } });
    const post = (body: string) => app.ask('bookings', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const malformed = await post('{"password": S3CRET');
    expect(malformed.json).toMatchObject({ status: 400, detail: 'The request body could not be parsed.' });
    expect(malformed.text).not.toContain('S3CRET');
    expect((await post(JSON.stringify('x'.repeat(2_000_000)))).status).toBe(413);
    await app.stop();
  });
});

describe.each(PLATFORMS)('routes that are not there, on %s', (_, adapterOf) => {
  it('get a 404 that repeats nothing, under a global prefix and beside it, and with another version', async () => {
    const app = await running({
      halyard,
      adapter: adapterOf(),
      handlers: { berths: () => [] },
      prepare: (own) => own.setGlobalPrefix('api').enableVersioning({ type: VersioningType.HEADER, header: 'x-version', defaultVersion: '1' }),
    });
    expect((await app.ask('api/berths', { headers: { 'x-version': '1' } })).status).toBe(200);
    for (const path of ['api/berths', 'api/nowhere', 'nowhere']) {
      expect((await app.ask(path)).json).toEqual({ title: 'Not Found', status: 404, reference: expect.any(String) });
    }
    await app.stop();
  });

  it("are the app's filter's to answer first; what it passes on still repeats nothing", async () => {
    class Pages {
      catch(error: unknown, host: { getArgByIndex(index: number): { send(text: string): void; req?: unknown; url: string } }) {
        if (host.getArgByIndex(0).url === '/page') return host.getArgByIndex(1).send('the page of all pages');
        throw error;
      }
    }
    Catch(NotFoundException)(Pages);
    class Unrelated {
      catch() {}
    }
    Catch(ForbiddenException)(Unrelated);
    const withPages = await running({ halyard, adapter: adapterOf(), prepare: (own) => own.useGlobalFilters(new Pages()) });
    expect((await withPages.ask('page')).text).toBe('the page of all pages');
    await withPages.stop();
    const withOther = await running({ halyard, adapter: adapterOf(), prepare: (own) => own.useGlobalFilters(new Unrelated()) });
    expect((await withOther.ask('nowhere')).json).toEqual({ title: 'Not Found', status: 404, reference: expect.any(String) });
    await withOther.stop();
  });
});
