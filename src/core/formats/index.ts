import { eventStream } from './event-stream.ts';
import type { Format } from './format.ts';
import { html } from './html.ts';
import { markdown } from './markdown.ts';
import { json, problemJson } from './problem-json.ts';
import { text } from './text.ts';

/** In the order of our own preference, for a client that has none. */
export const FORMATS: readonly Format[] = [problemJson, json, html, text, markdown, eventStream];
