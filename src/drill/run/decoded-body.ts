import { brotliDecompressSync, constants, inflateRawSync, inflateSync, unzipSync } from 'node:zlib';
import { MAX_BODY } from '../model/answer.ts';

const DECODERS: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: (body) => unzipSync(body, { maxOutputLength: 4 * MAX_BODY, finishFlush: constants.Z_SYNC_FLUSH }),
  deflate: (body) => {
    // Some servers send the data without the head of zlib.
    const decode = ((body[0] ?? 0) & 0x0f) === 8 ? inflateSync : inflateRawSync;
    return decode(body, { maxOutputLength: 4 * MAX_BODY, finishFlush: constants.Z_SYNC_FLUSH });
  },
  br: (body) => brotliDecompressSync(body, { maxOutputLength: 4 * MAX_BODY, finishFlush: constants.BROTLI_OPERATION_FLUSH }),
};

/**
 * The body without its content codings. The drill asks for none, but an app may compress all the same, and a leak must not hide in that. A body that cannot
 * be decoded stays as it is.
 *
 * @param codings - The value of `Content-Encoding`: `gzip`, `br, gzip`.
 */
export function decodedBody(body: Buffer, codings: string | undefined): Buffer {
  if (codings === undefined || body.length === 0) return body;
  try {
    return codings.split(',', 4).reduceRight((result, coding) => DECODERS[coding.trim().toLowerCase().replace(/^x-/, '')]?.(result) ?? result, body);
  } catch {
    return body;
  }
}
