import { Body, ConflictException, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { BookingDto } from './booking.dto.ts';
import { type Booking, Harbour } from './harbour.service.ts';

@Controller('bookings')
export class BookingsController {
  constructor(private readonly harbour: Harbour) {}

  @Get('new')
  form(@Res() res: Response): unknown {
    return res.ok({ berths: this.harbour.berths.filter(({ reserved }) => !reserved) }, { view: 'new-booking' });
  }

  /** An invalid booking does not arrive here: a form goes back to its page, and a program gets a 400. */
  @Post()
  book(@Body() wanted: BookingDto, @Req() req: Request, @Res() res: Response): unknown {
    if (this.harbour.isTaken(wanted.berth)) throw new ConflictException(`Berth ${wanted.berth} is taken.`);
    const booking = this.harbour.book(wanted);
    if (req.accepts(['json', 'html']) === 'json') return res.created(booking, `/bookings/${booking.id}`);
    res.form.flash('success', `Berth ${booking.berth} is yours. We look forward to seeing the ${booking.boat}.`);
    return res.redirect(303, '/bookings/new');
  }

  @Get(':id')
  one(@Param('id') id: string): Booking {
    const booking = this.harbour.booking(id);
    if (booking === undefined) throw new NotFoundException('There is no such booking.');
    return booking;
  }
}
