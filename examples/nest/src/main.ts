import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.ts';

const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });
// Messages by field: a form shows each message at its field.
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, errorFormat: 'grouped' }));
app.enableShutdownHooks();

const server = await app.listen(Number(process.env.PORT ?? 1337));
const harbour = `http://localhost:${server.address().port}`;
const production =
  process.env['NODE_ENV'] === 'production'
    ? 'This is production: no client sees the errors themselves.'
    : 'In production no client sees the errors themselves: FLASH_SECRET=$(openssl rand -base64 32) NODE_ENV=production npm start';
console.log(`
Kittiwake Harbour is open: ${harbour}/bookings/new

  curl -i ${harbour}/berths/Z9                a berth that is not there: 404
  curl -i ${harbour}/berths/P1                one that is kept for the pilot boat: 403
  curl -i ${harbour}/tides                    a handler that rejects: 500
  curl -i -d "nights=99" ${harbour}/bookings  a booking with mistakes: 400 and what they are
  curl -i -H "Accept: text/html" ${harbour}/no/such/page
                                                          what a browser gets

${production}
Stop with Ctrl-C.
`);
