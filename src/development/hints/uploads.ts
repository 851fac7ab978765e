import { masked } from '../report/masked.ts';
import type { Hint } from '../report/report.ts';
import { codeOf, entryIn, rawErrors, textIn } from './raw-errors.ts';
import type { Situation } from './situation.ts';

/** The limits of multer, by the code of its error: the option, and what it counts. */
const MULTER: Readonly<Record<string, readonly [option: string, what: string]>> = {
  LIMIT_FILE_SIZE: ['fileSize', 'A file is larger than the limit'],
  LIMIT_FILE_COUNT: ['files', 'The form has more files than the limit'],
  LIMIT_PART_COUNT: ['parts', 'The form has more parts than the limit'],
  LIMIT_FIELD_KEY: ['fieldNameSize', 'The name of a field is longer than the limit'],
  LIMIT_FIELD_VALUE: ['fieldSize', 'The value of a field is longer than the limit'],
  LIMIT_FIELD_COUNT: ['fields', 'The form has more fields than the limit'],
};

/** The same for @fastify/multipart. */
const FASTIFY: Readonly<Record<string, readonly [option: string, what: string]>> = {
  FST_REQ_FILE_TOO_LARGE: ['fileSize', 'A file is larger than the limit'],
  FST_FILES_LIMIT: ['files', 'The form has more files than the limit'],
  FST_PARTS_LIMIT: ['parts', 'The form has more parts than the limit'],
  FST_FIELDS_LIMIT: ['fields', 'The form has more fields than the limit'],
};

/** A form with files that multer or @fastify/multipart has refused. */
export function uploadHints(situation: Situation): readonly Hint[] {
  for (const error of rawErrors(situation)) {
    const code = codeOf(error);
    const field = textIn(error, 'field');
    const multer = entryIn(MULTER, code);
    const fastify = entryIn(FASTIFY, code);
    if (multer !== undefined)
      return [{ text: `${multer[1]} ${multer[0]} of multer${named(field)}.`, code: `multer({ limits: { ${multer[0]}: ${valueFor(multer[0])} } })` }];
    if (fastify !== undefined) {
      const code = `await app.register(import('@fastify/multipart'), { limits: { ${fastify[0]}: ${valueFor(fastify[0])} } });`;
      return [{ text: `${fastify[1]} ${fastify[0]} of @fastify/multipart.`, code }];
    }
    if (code === 'LIMIT_UNEXPECTED_FILE') return [unexpectedFile(field)];
    if (code === 'FST_INVALID_MULTIPART_CONTENT_TYPE')
      return [{ text: 'The request is not multipart/form-data. Add enctype="multipart/form-data" to the form.' }];
  }
  return [];
}

/** multer does not say which names the route expects. */
function unexpectedFile(field: string | undefined): Hint {
  const shown = field === undefined ? 'photo' : masked(field, 64);
  return {
    text: `The route expects no file${named(field)}, or no further one. The name in the form and the name in the route must be the same.`,
    code: `upload.single(${JSON.stringify(shown)})`,
  };
}

function named(field: string | undefined): string {
  return field === undefined ? '' : ` in the field ${JSON.stringify(masked(field, 64))}`;
}

function valueFor(option: string): string {
  return option === 'fileSize' || option === 'fieldSize' ? '10_000_000' : '100';
}
