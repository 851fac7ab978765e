import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { load } from 'halyard/load';
import { HalyardModule } from 'halyard/nest';
import { BerthsController } from './berths.controller.ts';
import { BookingsController } from './bookings.controller.ts';
import { Harbour } from './harbour.service.ts';

@Module({
  imports: [
    HalyardModule.forRootAsync({
      useFactory: async () => ({
        ...(await load({ root: join(import.meta.dirname, '..') })),
        // Seals the flash of a form in a cookie. Development needs no secret. Production: FLASH_SECRET=$(openssl rand -base64 32)
        ...(process.env.FLASH_SECRET !== undefined && { flash: { secret: process.env.FLASH_SECRET } }),
      }),
    }),
  ],
  controllers: [BerthsController, BookingsController],
  providers: [Harbour],
})
export class AppModule {}
