/** Returns the text compressed (RFC 1951), in base64. `undefined`: this runtime has no compression. */
export async function compressed(text: string): Promise<string | undefined> {
  if (typeof CompressionStream !== 'function') return undefined;
  const bytes = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(text));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Returns the text that `compressed` has made. Only call it for a text of this app: its seal is checked before. */
export async function decompressed(text: string): Promise<string | undefined> {
  if (typeof DecompressionStream !== 'function') return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(await through(new DecompressionStream('deflate-raw'), bytes));
}

async function through(stream: CompressionStream | DecompressionStream, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
