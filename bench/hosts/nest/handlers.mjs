import { BadRequestException, ForbiddenException } from '@nestjs/common';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';

/** The code that users of Nest write: a handler returns a value or throws an exception. */
export const handlers = {
  '/berths': () => berths,
  '/bookings/check': () => {
    throw new BadRequestException({ message: 'The booking cannot be made', errors: issues });
  },
  '/cranes': () => {
    throw new ForbiddenException(REFUSAL);
  },
  '/moves/last': () => lastMove(),
  '/map/moves': () => lastMove(),
};
