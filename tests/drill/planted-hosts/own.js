import { load } from 'halyard/load';

/** The logger fails at each warning. */
const logger = {
  error() {},
  warn() {
    throw new Error('the disk is full');
  },
  info() {},
  debug() {},
};

/** What the apps of all hosts have in common: the faulty view, the faulty response and the faulty logger. */
export const own = { ...(await load({ root: import.meta.dirname })), logger, levels: { 410: 'warn' } };
