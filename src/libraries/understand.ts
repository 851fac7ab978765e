import { isError } from '../core/guarded-read.ts';
import type { Meaning, Understand } from '../core/meaning.ts';
import { adonis } from './adonis.ts';
import { boom } from './boom.ts';
import { coBody } from './co-body.ts';
import { express } from './express.ts';
import { fastify } from './fastify.ts';
import { feathers } from './feathers.ts';
import { h3 } from './h3.ts';
import { hono } from './hono.ts';
import { httpErrors } from './http-errors.ts';
import { mongodb } from './mongodb.ts';
import { mongoose } from './mongoose.ts';
import { multer } from './multer.ts';
import { nest } from './nest.ts';
import { postgresql } from './postgresql.ts';
import { prisma } from './prisma.ts';
import { upstream } from './upstream.ts';
import { firstOf, validation } from './validation.ts';
import { isValidatorError, isValidatorResult } from './validator-error.ts';
import { waterline } from './waterline.ts';

/** Errors of frameworks, parsers and databases, each asked whether it is its own. The first that knows it has it. */
const OF_ERRORS: readonly Understand[] = [
  upstream,
  httpErrors,
  express,
  boom,
  hono,
  h3,
  nest,
  fastify,
  feathers,
  adonis,
  multer,
  coBody,
  mongoose,
  mongodb,
  postgresql,
  prisma,
  waterline,
];

/** What the libraries here say that a value means. Each knows its own by its mark; none is imported. */
export function understand(value: unknown): Meaning | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (isError(value)) return isBare(value) ? undefined : (firstOf(OF_ERRORS, value) ?? (isValidatorError(value) ? validation(value) : undefined));
  return isValidatorResult(value) ? validation(value) : undefined;
}

/** Nobody has put anything on it: most errors that are thrown, and no library's. */
function isBare(error: Error): boolean {
  try {
    return NATIVE.has(Object.getPrototypeOf(error)) && Object.keys(error).length === 0;
  } catch {
    return false;
  }
}

const NATIVE: ReadonlySet<unknown> = new Set([Error, TypeError, RangeError, SyntaxError, ReferenceError].map(({ prototype }) => prototype));
