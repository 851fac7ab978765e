import { isArray, isError, readProperty } from '../../core/values/guarded-read.ts';
import type { Situation } from './situation.ts';

const MOST_ERRORS = 16;

/** The errors of a failure as they were thrown, with their causes and the members of an AggregateError. The first one is the main error. */
export function rawErrors({ failure }: Situation): readonly object[] {
  const found = new Set<object>();
  const add = (value: unknown): void => {
    if (!isError(value) || found.has(value) || found.size >= MOST_ERRORS) return;
    found.add(value);
    add(readProperty(value, 'cause'));
    const errors = readProperty(value, 'errors');
    if (isArray(errors)) for (let index = 0; index < Math.min(errors.length, MOST_ERRORS); index++) add(readProperty(errors, index));
  };
  for (const error of failure?.errors ?? []) add(error);
  return [...found];
}

/** A member of an error, if it is a text. */
export function textIn(error: object, name: string): string | undefined {
  const value = readProperty(error, name);
  return typeof value === 'string' && value.length <= 4_096 ? value : undefined;
}

/** The code of an error: its member `code`, or `type` as the body parsers of Express have it. */
export function codeOf(error: object): string {
  return textIn(error, 'code') ?? textIn(error, 'type') ?? '';
}

/** A member of an error, if it is a number. */
export function numberIn(error: object, name: string): number | undefined {
  const value = readProperty(error, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The entry of a table. A code such as `constructor` is in none. */
export function entryIn<Entry>(table: Readonly<Record<string, Entry>>, key: string): Entry | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
