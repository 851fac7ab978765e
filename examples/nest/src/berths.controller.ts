import { Controller, ForbiddenException, Get, Param, Redirect } from '@nestjs/common';
import { notFound } from 'halyard';
import { type Berth, Harbour } from './harbour.service.ts';

@Controller()
export class BerthsController {
  constructor(private readonly harbour: Harbour) {}

  @Get()
  @Redirect('/bookings/new')
  front(): void {}

  @Get('berths')
  all(): readonly Berth[] {
    return this.harbour.berths;
  }

  @Get('berths/:id')
  one(@Param('id') id: string): Berth {
    const berth = this.harbour.berth(id);
    // You can throw a response of Halyard or an exception of Nest, with the same effect.
    if (berth === undefined) throw notFound('There is no such berth.');
    if (berth.reserved) throw new ForbiddenException('This berth is kept free for the pilot boat.');
    return berth;
  }

  @Get('tides')
  tides(): Promise<never> {
    return this.harbour.tides();
  }
}
