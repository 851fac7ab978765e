import { isError } from '../core/guarded-read.ts';
import type { Meaning, Understand } from '../core/meaning.ts';
import { adonis } from './adonis.ts';
import { ajv } from './ajv.ts';
import { anyIssues } from './any-issues.ts';
import { arktype } from './arktype.ts';
import { boom } from './boom.ts';
import { classValidator } from './class-validator.ts';
import { coBody } from './co-body.ts';
import { expressValidator } from './express-validator.ts';
import { fastify } from './fastify.ts';
import { feathers } from './feathers.ts';
import { flattened } from './flattened.ts';
import { h3 } from './h3.ts';
import { hono } from './hono.ts';
import { httpErrors } from './http-errors.ts';
import { joi } from './joi.ts';
import { mongodb } from './mongodb.ts';
import { mongoose } from './mongoose.ts';
import { multer } from './multer.ts';
import { nest } from './nest.ts';
import { postgresql } from './postgresql.ts';
import { prisma } from './prisma.ts';
import { upstream } from './upstream.ts';
import { valibot } from './valibot.ts';
import { waterline } from './waterline.ts';
import { yup } from './yup.ts';
import { zod } from './zod.ts';

/** Errors of frameworks, parsers and databases, each asked whether it is its own. The first that knows it has it. */
const OF_ERRORS: readonly Understand[] = [
  upstream,
  httpErrors,
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

/** What validations give: errors, results and lists. The one that takes any issues is the last. */
const OF_VALIDATIONS: readonly Understand[] = [zod, valibot, arktype, ajv, joi, yup, classValidator, expressValidator, flattened, anyIssues];

/** What the libraries here say that a value means. Each knows its own by its mark; none is imported. */
export function understand(value: unknown): Meaning | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (isError(value)) return isBare(value) ? undefined : (first(OF_ERRORS, value) ?? first(OF_VALIDATIONS, value));
  return first(OF_VALIDATIONS, value);
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

function first(libraries: readonly Understand[], value: unknown): Meaning | undefined {
  for (const library of libraries) {
    try {
      const meaning = library(value);
      if (meaning !== undefined) return meaning;
    } catch {
      // A value that throws while it is read is not this library's.
    }
  }
  return undefined;
}
