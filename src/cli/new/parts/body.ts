/** `body.ts`, on hosts without a body parser. */
export const BODY = `import { badRequest, contentTooLarge, unsupportedMediaType } from 'halyard';
«import type { Fields } from './messages.ts';
»
const LIMIT = 16_384;
const TYPES = ['application/x-www-form-urlencoded', 'application/json'];

/** Reads the fields of a form or of JSON. A body that cannot be read is a thrown response: it has the same effect as a call. */
export async function fieldsOf(body«: AsyncIterable<Uint8Array> | null», type = TYPES[0])«: Promise<Fields>» {
  const isJson = type«!».startsWith('application/json');
  if (!isJson && !type«!».startsWith('application/x-www-form-urlencoded')) throw unsupportedMediaType({ accept: TYPES });
  const text = await textOf(body);
  if (!isJson) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw badRequest('The body is not valid JSON.');
  }
}

async function textOf(body«: AsyncIterable<Uint8Array> | null»)«: Promise<string>» {
  const chunks«: Uint8Array[]» = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    // The rest is read and dropped: a client that still sends cannot read its answer.
    if (size <= LIMIT) chunks.push(chunk);
  }
  if (size > LIMIT) throw contentTooLarge('At most 16 kB.');
  return Buffer.concat(chunks).toString();
}
`;
