import { StreamableFile } from '@nestjs/common';
import type { NestAdapter, Platform } from './adapter.ts';

/** The handler that Nest gives every file, unless the app gives it one: a 400 in plain text, by no filter's leave. */
const NESTS = String(new StreamableFile(new Uint8Array()).errorHandler);

/**
 * A StreamableFile that cannot be read is a failure like any other: Express would answer 400 for a file that is missing, and Fastify tells
 * nobody of one that breaks off.
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

/** Before the head is out Fastify hands the error on by itself. */
function logBrokenStream(file: StreamableFile, native: object, fail: Platform['fail']): void {
  const { raw = native } = native as { readonly raw?: object };
  file.getStream()?.once('error', (error) => {
    if ((raw as { readonly headersSent?: boolean }).headersSent) fail(native, error);
  });
}
