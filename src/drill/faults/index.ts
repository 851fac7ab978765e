import { BODY_FAULTS } from './bodies.ts';
import { PART_FAULTS } from './failing-parts.ts';
import type { Fault } from './fault.ts';
import { REQUEST_FAULTS } from './requests.ts';

/** Every fault, in the order in which they are played. A new one is a row in one of these tables. */
export const FAULTS: readonly Fault[] = [...REQUEST_FAULTS, ...BODY_FAULTS, ...PART_FAULTS];
