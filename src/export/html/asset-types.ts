import { extname } from 'node:path';

/** What an asset is loaded as. */
export type AssetKind = 'style' | 'script' | 'image' | 'font' | 'media';

/** The media types of the files of an app, by their ending. */
const TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.m4a': 'audio/mp4',
  '.mjs': 'text/javascript',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.ogg': 'audio/ogg',
  '.otf': 'font/otf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.vtt': 'text/vtt',
  '.webm': 'video/webm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** What a browser accepts for each kind. An app that answers every path with its page gives HTML for a style sheet, which is none. */
const ACCEPTED: Readonly<Record<AssetKind, RegExp>> = {
  style: /^text\/css$/,
  script: /^(?:text|application)\/(?:x-)?(?:java|ecma)script$/,
  image: /^image\/[\w.+-]+$/,
  font: /^(?:font\/[\w.+-]+|application\/(?:x-)?font-[\w.+-]+|application\/vnd\.ms-fontobject|application\/octet-stream)$/,
  media: /^(?:(?:audio|video)\/[\w.+-]+|text\/vtt)$/,
};

/** The media type of a file, by its ending. */
export function typeOfFile(path: string): string | undefined {
  return TYPES[extname(path).toLowerCase()];
}

/** The media type without its parameters, if a browser takes it for this kind. */
export function acceptedType(type: string, kind: AssetKind): string | undefined {
  const [name = ''] = type.toLowerCase().split(';', 1);
  const trimmed = name.trim();
  return ACCEPTED[kind].test(trimmed) ? trimmed : undefined;
}
