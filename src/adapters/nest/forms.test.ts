import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Body, Controller, Get, type MiddlewareConsumer, Post, Render, ValidationPipe } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MinLength } from 'class-validator';
import ejs from 'ejs';
import { describe, expect, it } from 'vitest';
import { decorate, PLATFORMS, running } from '../../../tests/support/nest-app.ts';
import { HalyardModule } from './nest.ts';

const VIEWS = mkdtempSync(join(tmpdir(), 'halyard-nest-'));
writeFileSync(join(VIEWS, '500.ejs'), 'the page of the app');
writeFileSync(join(VIEWS, 'booking.ejs'), '<%- form.error("boat") %><input<%- form.attributes("boat") %>>');

class Booking {
  declare boat: string;
}
MinLength(3, { message: 'boat must have a name' })(Booking.prototype, 'boat');

class Bookings {
  form() {
    return {};
  }
  book(booking: Booking) {
    return booking;
  }
}
decorate(Bookings, 'form', Get('bookings'), Render('booking'));
decorate(Bookings, 'book', Post('bookings'));
Body(new ValidationPipe({ expectedType: Booking }))(Bookings.prototype, 'book', 0);
Controller()(Bookings);

/** As each platform has its views set. */
function setViews(app: NestExpressApplication): void {
  if (app.getHttpAdapter().getType() === 'express') app.setBaseViewsDir(VIEWS).setViewEngine('ejs');
  else (app as unknown as NestFastifyApplication).setViewEngine({ engine: { ejs }, templates: VIEWS, viewExt: 'ejs' });
}

describe.each(PLATFORMS)('a form that @Render() shows, on %s', (_, adapterOf) => {
  it('comes back with what ValidationPipe found beside its field, and with what was typed', async () => {
    const halyard = HalyardModule.forRoot({ environment: 'production', logger: false, flash: { secret: 'a secret of at least thirty-two letters' } });
    const app = await running({ halyard, adapter: adapterOf(), metadata: { controllers: [Bookings] }, prepare: setViews });
    const browser = { accept: 'text/html', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' };
    const sent = await app.ask('bookings', {
      method: 'POST',
      redirect: 'manual',
      headers: { ...browser, origin: app.url, referer: `${app.url}/bookings`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'boat=S3',
    });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/bookings']);
    const cookie = String(sent.headers.getSetCookie()[0]?.split(';')[0]);
    const page = await app.ask('bookings', { headers: { ...browser, cookie } });
    expect(page.status).toBe(200);
    expect(page.text).toContain('boat must have a name');
    expect(page.text).toContain('value="S3"');
    expect((await app.ask('bookings', { headers: browser })).text).not.toContain('boat must have a name');
    await app.stop();
  });
});

describe.each(PLATFORMS)("the app's own page for a failure, on %s", (_, adapterOf) => {
  it('is there for what middleware throws, too', async () => {
    class Broken {
      configure(consumer: MiddlewareConsumer) {
        const broken = () => {
          throw new Error('S3CRET');
        };
        consumer.apply(broken).forRoutes('broken');
      }
    }
    const halyard = HalyardModule.forRoot({ environment: 'production', logger: false });
    const app = await running({ halyard, adapter: adapterOf(), metadata: { imports: [{ module: Broken }] }, prepare: setViews });
    const answer = await app.ask('broken', { headers: { accept: 'text/html' } });
    expect([answer.status, answer.text]).toEqual([500, 'the page of the app']);
    await app.stop();
  });
});
