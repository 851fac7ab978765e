import { eventStream } from './event-stream.ts';
import type { Format } from './format.ts';
import { html } from './html.ts';
import { markdown } from './markdown.ts';
import { json, problemJson } from './problem-json.ts';
import { text } from './text.ts';

/** All built-in formats. The order decides for a client without a preference. */
export const FORMATS: readonly Format[] = [problemJson, json, html, text, markdown, eventStream];
