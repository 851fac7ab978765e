import { isError } from '../core/values/guarded-read.ts';
import type { LibraryMapping, MapLibraryValue } from '../core/values/library-mapping.ts';
import { coBody } from './body-parsers/co-body.ts';
import { multer } from './body-parsers/multer.ts';
import { outgoing } from './clients/outgoing.ts';
import { httpClient, upstream } from './clients/upstream.ts';
import { wreck } from './clients/wreck.ts';
import { drizzle } from './databases/drizzle.ts';
import { kysely } from './databases/kysely.ts';
import { mikroOrm } from './databases/mikro-orm.ts';
import { mongodb } from './databases/mongodb.ts';
import { mongoose } from './databases/mongoose.ts';
import { mysql } from './databases/mysql.ts';
import { objection } from './databases/objection.ts';
import { postgresql } from './databases/postgresql.ts';
import { prisma } from './databases/prisma.ts';
import { sequelize } from './databases/sequelize.ts';
import { sqlite } from './databases/sqlite.ts';
import { typeorm } from './databases/typeorm.ts';
import { adonis } from './frameworks/adonis.ts';
import { boom } from './frameworks/boom.ts';
import { express } from './frameworks/express.ts';
import { fastify } from './frameworks/fastify.ts';
import { feathers } from './frameworks/feathers.ts';
import { h3 } from './frameworks/h3.ts';
import { hono } from './frameworks/hono.ts';
import { httpErrors } from './frameworks/http-errors.ts';
import { nest } from './frameworks/nest.ts';
import { ownStatus } from './own-status.ts';
import { firstMapping, validation } from './validators/validation.ts';
import { isValidatorError, isValidatorResult } from './validators/validator-error.ts';
import { waterline } from './validators/waterline.ts';

/** The mappings for errors of frameworks, parsers and databases, in order. The first that recognises the value is used. */
const ERROR_MAPPINGS: readonly MapLibraryValue[] = [
  upstream,
  wreck,
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
  drizzle,
  sequelize,
  typeorm,
  objection,
  mikroOrm,
  kysely,
  prisma,
  mongodb,
  postgresql,
  mysql,
  sqlite,
  waterline,
  ownStatus,
  outgoing,
];

/** Returns the error mapping of a value that a library made, or undefined. Each mapping recognises its library by a mark, and none imports the library. */
export function mapLibraryValue(value: unknown): LibraryMapping | undefined {
  return mapAmong(ERROR_MAPPINGS, value);
}

/** Returns the same mapping without Boom's, for an error that hapi wrapped. hapi set the members of a Boom on it, and not the app. */
export function mapWithoutBoom(value: unknown): LibraryMapping | undefined {
  return mapAmong(MAPPINGS_WITHOUT_BOOM, value);
}

const MAPPINGS_WITHOUT_BOOM = ERROR_MAPPINGS.filter((library) => library !== boom).map((library) => (library === upstream ? httpClient : library));

function mapAmong(libraries: readonly MapLibraryValue[], value: unknown): LibraryMapping | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (isError(value))
    return hasNoAddedProperties(value) ? undefined : (firstMapping(libraries, value) ?? (isValidatorError(value) ? validation(value) : undefined));
  return isValidatorResult(value) ? validation(value) : undefined;
}

/** Returns whether the error has no added properties and no cause. Most thrown errors have none, and the errors of libraries have some. */
function hasNoAddedProperties(error: Error): boolean {
  try {
    return NATIVE.has(Object.getPrototypeOf(error)) && Object.keys(error).length === 0 && !Object.hasOwn(error, 'cause');
  } catch {
    return false;
  }
}

const NATIVE: ReadonlySet<unknown> = new Set([Error, TypeError, RangeError, SyntaxError, ReferenceError].map(({ prototype }) => prototype));
