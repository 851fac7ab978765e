import { StreamableFile } from '@nestjs/common';
import type { NestAdapter, Platform } from './adapter.ts';

/** Nest's default error handler of a StreamableFile. It answers 400 in plain text, without calling a filter. */
const NESTS = String(new StreamableFile(new Uint8Array()).errorHandler);

/**
 * Makes Halyard answer a StreamableFile that cannot be read. On Express, Nest would answer 400 for a missing file. Fastify does not log a stream that
 * fails after the head was sent.
 */
export function answerStreams(adapter: NestAdapter, { fail }: Platform): void {
  const { reply } = adapter;
  const type = adapter.getType();
  adapter.reply = function (native, body, ...rest) {
    if (body instanceof StreamableFile) {
      if (type === 'fastify') logBrokenStream(body, native, fail);
      else if (String(body.errorHandler) === NESTS) body.setErrorHandler((error, response) => fail(response, error));
    }
    return reply.call(this, native, body, ...rest);
  };
}

/** Handles only errors after the head was sent. Fastify itself passes on an earlier error. */
function logBrokenStream(file: StreamableFile, native: object, fail: Platform['fail']): void {
  const { raw = native } = native as { readonly raw?: object };
  file.getStream()?.once('error', (error) => {
    if ((raw as { readonly headersSent?: boolean }).headersSent) fail(native, error);
  });
}
