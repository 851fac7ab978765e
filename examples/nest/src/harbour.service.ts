import { Injectable } from '@nestjs/common';
import type { BookingDto } from './booking.dto.ts';

export interface Berth {
  readonly id: string;
  readonly metres: number;
  readonly reserved?: boolean;
}

export interface Booking extends BookingDto {
  readonly id: string;
}

/** The harbour's data. It is kept in memory, so a restart resets it. */
@Injectable()
export class Harbour {
  readonly berths: readonly Berth[] = [
    { id: 'A1', metres: 8 },
    { id: 'A2', metres: 10 },
    { id: 'P1', metres: 18, reserved: true },
  ];
  readonly #bookings: Booking[] = [];

  berth(id: string): Berth | undefined {
    return this.berths.find((berth) => berth.id === id);
  }

  booking(id: string): Booking | undefined {
    return this.#bookings.find((booking) => booking.id === id);
  }

  isTaken(berth: string): boolean {
    return this.#bookings.some((booking) => booking.berth === berth);
  }

  book({ boat, berth, nights }: BookingDto): Booking {
    const booking = { id: String(this.#bookings.length + 1), boat, berth, nights };
    this.#bookings.push(booking);
    return booking;
  }

  /** The tide gauge is a device at the end of the pier, and it is broken. */
  async tides(): Promise<never> {
    throw new Error('The tide gauge did not answer', { cause: new Error('connect ETIMEDOUT 192.0.2.7:502') });
  }
}
