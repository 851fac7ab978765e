import { isError } from '../core/values/guarded-read.ts';
import type { LibraryMapping, MapLibraryValue } from '../core/values/library-mapping.ts';
import { busboy } from './body-parsers/busboy.ts';
import { coBody } from './body-parsers/co-body.ts';
import { formidable } from './body-parsers/formidable.ts';
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
import { casl } from './frameworks/casl.ts';
import { express } from './frameworks/express.ts';
import { expressJwt } from './frameworks/express-jwt.ts';
import { expressOpenapiValidator } from './frameworks/express-openapi-validator.ts';
import { fastify } from './frameworks/fastify.ts';
import { feathers } from './frameworks/feathers.ts';
import { h3 } from './frameworks/h3.ts';
import { hono } from './frameworks/hono.ts';
import { httpErrors } from './frameworks/http-errors.ts';
import { lusca } from './frameworks/lusca.ts';
import { nest } from './frameworks/nest.ts';
import { orpc } from './frameworks/orpc.ts';
import { routingControllers } from './frameworks/routing-controllers.ts';
import { tinyCsrf } from './frameworks/tiny-csrf.ts';
import { trpc } from './frameworks/trpc.ts';
import { tsoa } from './frameworks/tsoa.ts';
import { ownStatus } from './own-status.ts';
import { celebrate } from './validators/celebrate.ts';
import { firstMapping, validation } from './validators/validation.ts';
import { isValidatorError, isValidatorResult } from './validators/validator-error.ts';
import { waterline } from './validators/waterline.ts';

/** The mappings that recognise a plain Error by its text, because its library adds no other mark. */
const PLAIN_ERROR_MAPPINGS: readonly MapLibraryValue[] = [lusca, tinyCsrf, busboy];

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
  casl,
  expressJwt,
  expressOpenapiValidator,
  orpc,
  routingControllers,
  trpc,
  tsoa,
  celebrate,
  multer,
  coBody,
  formidable,
  ...PLAIN_ERROR_MAPPINGS,
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
    return hasNoAddedProperties(value)
      ? firstMapping(PLAIN_ERROR_MAPPINGS, value)
      : (firstMapping(libraries, value) ?? (isValidatorError(value) ? validation(value) : undefined));
  return isValidatorResult(value) ? validation(value) : undefined;
}

/** Returns whether the error has no added properties and no cause. Most thrown errors have none, and the errors of libraries have some. */
function hasNoAddedProperties(error: Error): boolean {
  try {
    // A property that is not enumerable counts: `Object.defineProperty(error, 'status', { value: 404 })`.
    return NATIVE.has(Object.getPrototypeOf(error)) && Object.getOwnPropertyNames(error).every((name) => name === 'stack' || name === 'message');
  } catch {
    return false;
  }
}

const NATIVE: ReadonlySet<unknown> = new Set([Error, TypeError, RangeError, SyntaxError, ReferenceError].map(({ prototype }) => prototype));
