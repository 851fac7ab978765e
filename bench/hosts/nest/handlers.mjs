import { BadRequestException, ForbiddenException } from '@nestjs/common';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';

/** What users of Nest write: a value is returned, an exception thrown. */
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
