import { readdirSync } from 'node:fs';
import type { Way } from './way.ts';

const files = readdirSync(new URL('libraries/', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));

/** The ways of every file in the folder `libraries`. */
export const WAYS = (await Promise.all(files.map((file) => import(`./libraries/${file}.ts`) as Promise<{ readonly WAYS: readonly Way[] }>))).flatMap(
  (file) => file.WAYS,
);
