import type { Check } from '../finding.ts';
import { unreturned } from '../unreturned/unreturned.ts';
import { copies } from './copies.ts';
import { mounting } from './mounting.ts';
import { order } from './order.ts';
import { ownHandlers } from './own-handlers.ts';
import { versions } from './versions.ts';

/** All checks, in the order in which their findings are shown. To add one, write its file in this folder, and its line here. */
export const CHECKS: readonly Check[] = [versions, copies, mounting, ownHandlers, order, unreturned];
