// Writes a picture with at most 256 colours: `node scripts/palette.mjs FILE.png`. A screenshot of text has few colours, except at the edges of
// letters. With a palette it has less than half the size. docs/ is part of the package, so every picture is downloaded with it.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Rewrites a PNG of 8 bits a channel with a palette. */
export function withPalette(png) {
  const { width, height, pixels } = decoded(png);
  const count = new Map();
  for (const pixel of pixels) count.set(pixel, (count.get(pixel) ?? 0) + 1);
  const palette = paletteOf(count);
  const indexes = new Map(palette.map((colour, index) => [colour, index]));
  for (const colour of count.keys()) if (!indexes.has(colour)) indexes.set(colour, nearest(colour, palette));
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((pixel, at) => {
    rows[at + Math.floor(at / width) + 1] = indexes.get(pixel);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits, with a palette.
  header.set([8, 3], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The colours of the palette. Similar colours form groups, which are split where they differ most (median cut). */
function paletteOf(count) {
  let boxes = [[...count.keys()]];
  while (boxes.length < 256) {
    const widest = boxes.map((box) => [box, spreadOf(box, count)]).reduce((most, one) => (one[1].weight > most[1].weight ? one : most));
    const [box, { channel, weight }] = widest;
    if (weight === 0) break;
    const sorted = box.toSorted((a, b) => part(a, channel) - part(b, channel));
    const half = Math.ceil(sorted.length / 2);
    boxes = boxes.filter((one) => one !== box).concat([sorted.slice(0, half), sorted.slice(half)]);
  }
  // Each group gets the colour that most pixels have, so that a background keeps its colour.
  return boxes.map((box) => box.reduce((most, colour) => (count.get(colour) > count.get(most) ? colour : most)));
}

function spreadOf(box, count) {
  const spreads = [0, 1, 2].map((channel) => {
    const values = box.map((colour) => part(colour, channel));
    return values.reduce((most, value) => Math.max(most, value), 0) - values.reduce((least, value) => Math.min(least, value), 255);
  });
  const channel = spreads.indexOf(Math.max(...spreads));
  const pixels = box.reduce((sum, colour) => sum + count.get(colour), 0);
  return { channel, weight: spreads[channel] * Math.sqrt(pixels) };
}

function nearest(colour, palette) {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  palette.forEach((one, index) => {
    const distance = [0, 1, 2].reduce((sum, channel) => sum + (part(one, channel) - part(colour, channel)) ** 2, 0);
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

function part(colour, channel) {
  return (colour >> (16 - 8 * channel)) & 255;
}

/** The pixels of a PNG, row by row, as 0xrrggbb. */
function decoded(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, type, , , interlaced] = png.subarray(24, 29);
  const size = { 2: 3, 6: 4 }[type];
  if (depth !== 8 || size === undefined || interlaced !== 0) throw new Error(`A PNG of depth ${depth} and type ${type}: expected 8 bits of RGB or RGBA.`);
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const data = inflateSync(Buffer.concat(parts));
  const stride = width * size;
  const bytes = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row++) unfilter(data.subarray(row * (stride + 1), (row + 1) * (stride + 1)), bytes, row * stride, { stride, size });
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at++) pixels[at] = (bytes[at * size] << 16) | (bytes[at * size + 1] << 8) | bytes[at * size + 2];
  return { width, height, pixels };
}

/** A row's bytes are differences to the left, to above, to both (PNG §9.2). */
function unfilter(line, bytes, start, { stride, size }) {
  for (let x = 0; x < stride; x++) {
    const left = x < size ? 0 : bytes[start + x - size];
    const above = start === 0 ? 0 : bytes[start + x - stride];
    const corner = x < size || start === 0 ? 0 : bytes[start + x - stride - size];
    const added = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][line[0]];
    bytes[start + x] = line[x + 1] + added;
  }
}

function paeth(left, above, corner) {
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((one) => Math.abs(left + above - corner - one));
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file] = process.argv.slice(2);
  const before = readFileSync(file);
  const after = withPalette(before);
  writeFileSync(file, after);
  console.log(`${file}: ${before.length} bytes, now ${after.length}`);
}
