import { getRandomValues } from 'node:crypto';
import type { Environment } from '../core/environment.ts';
import { consoleLogger } from './console-logger.ts';

/** What Node knows of where we run. NODE_ENV is read once, when an app mounts Halyard. */
export function nodeEnvironment(): Environment {
  const { NODE_ENV } = process.env;
  const development = NODE_ENV === undefined || NODE_ENV === '' || NODE_ENV === 'development';
  return {
    mode: development ? 'development' : 'production',
    modeReason: NODE_ENV ? `NODE_ENV is ${JSON.stringify(NODE_ENV)}` : 'NODE_ENV is not set',
    now: () => performance.now(),
    random: (bytes) => getRandomValues(bytes),
    logger: consoleLogger(),
  };
}
