import { isError, readOwn } from '../core/guarded-read.ts';
import type { Meaning } from '../core/meaning.ts';
import { classNamed } from './class-chain.ts';
import { refusal } from './conflicts.ts';

/** MongoDB's driver: a duplicate key (11000). Its message holds the value. */
export function mongodb(value: unknown): Meaning | undefined {
  if (!isError(value) || readOwn(value, 'code') !== 11000 || classNamed(value, 'MongoServerError') === undefined) return undefined;
  const pattern = readOwn(value, 'keyPattern');
  return refusal('unique', typeof pattern === 'object' && pattern !== null ? Object.keys(pattern) : [], true);
}
