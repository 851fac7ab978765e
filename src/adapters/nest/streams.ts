import { StreamableFile } from '@nestjs/common';
import type { NestAdapter, Platform } from './adapter.ts';

/** Nest's default error handler of a StreamableFile. It answers 400 in plain text, without calling a filter. */
const NESTS = String(new StreamableFile(new Uint8Array()).errorHandler);

/** Makes Halyard answer a StreamableFile that cannot be read. On Express, Nest would answer 400 for a missing file. */
export function answerStreams(adapter: NestAdapter, { fail }: Platform): void {
  if (adapter.getType() === 'fastify') return;
  const { reply } = adapter;
  adapter.reply = function (native, body, ...rest) {
    if (body instanceof StreamableFile && String(body.errorHandler) === NESTS) answerFile(body, fail);
    return reply.call(this, native, body, ...rest);
  };
}

function answerFile(file: StreamableFile, fail: Platform['fail']): void {
  let failed: unknown;
  file.setErrorHandler((error, response) => {
    failed = error;
    fail(response, error);
  });
  // Absent in Nest 10.0. The later releases of Nest 10 log the same error too. Other errors are those of the connection.
  const { errorLogger } = file as Partial<StreamableFile>;
  if (errorLogger === undefined) return;
  file.setErrorLogger((error) => {
    if (error !== failed) errorLogger(error);
  });
}
