import { describe, expect, it } from 'vitest';
import { jsonText } from './json-text.ts';

const { buffer } = Uint8Array.from([9, 1, 255, 9]);
const now = (): number => 0;

describe('bytes in the data of a response', () => {
  it.each<[string, unknown]>([
    ['a Buffer', Buffer.from([1, 255])],
    ['a Uint8Array that is a part of a buffer', new Uint8Array(buffer, 1, 2)],
    ['a DataView', new DataView(buffer, 1, 2)],
    ['an ArrayBuffer', buffer.slice(1, 3)],
    ['an Int16Array', new Int16Array(buffer.slice(1, 3))],
  ])('have the form of a Buffer in JSON: %s', (_what, value) => {
    const bytes = { type: 'Buffer', data: [1, 255] };
    expect(JSON.parse(jsonText(value, now).text)).toEqual(bytes);
    expect(JSON.parse(jsonText({ files: [{ value }] }, now).text)).toEqual({ files: [{ value: bytes }] });
  });

  it('stay bytes in the value for a socket', () => {
    const { value } = jsonText({ file: new DataView(buffer, 1, 2) }, now);
    expect([...(value as { file: Uint8Array }).file]).toEqual([1, 255]);
  });

  it('do not stay in a log record', () => {
    expect(jsonText(Buffer.from('S3CRET'), now, { bytes: false }).text).toBe('"[binary, 6 bytes]"');
  });
});
