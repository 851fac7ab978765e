import { StreamableFile } from '@nestjs/common';
import type { NestAdapter, Platform } from './adapter.ts';

/** Nest's default error handler of a StreamableFile. It answers 400 in plain text, without calling a filter. */
const NESTS = String(new StreamableFile(new Uint8Array()).errorHandler);

/** Makes Halyard answer a StreamableFile that cannot be read. On Express, Nest would answer 400 for a missing file. */
export function answerStreams(adapter: NestAdapter, { fail }: Platform): void {
  if (adapter.getType() === 'fastify') return;
  const { reply } = adapter;
  adapter.reply = function (native, body, ...rest) {
    if (body instanceof StreamableFile && String(body.errorHandler) === NESTS) body.setErrorHandler((error, response) => fail(response, error));
    return reply.call(this, native, body, ...rest);
  };
}
