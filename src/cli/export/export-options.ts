import { didYouMean } from '../../core/values/known-names.ts';
import type { TargetOptions } from '../../export/model/export-target.ts';
import { TARGETS } from '../../export/targets/index.ts';

/** What the user asked for. */
export interface ExportRun {
  readonly out: string;
  /** The names of the targets. Empty: the pages alone. */
  readonly targets: readonly string[];
  readonly target: TargetOptions;
  readonly pages: {
    readonly statuses: readonly number[] | undefined;
    readonly languages: readonly string[] | undefined;
    readonly exportName: string | undefined;
    readonly nodeEnv: string | undefined;
    readonly timeout: number | undefined;
    readonly inline: boolean;
  };
}

/** A mistake in the arguments. The message is one sentence for the user. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

type Values = Readonly<Record<string, unknown>>;

const DEFAULTS = { out: 'dist/errors', upstream: 'http://127.0.0.1:1337', folder: '/srv/app/errors', retry: 30 } as const;

/**
 * Reads the options of the command.
 *
 * @throws OptionError for a value that cannot be used
 */
export function exportRun(values: Values): ExportRun {
  const targets = [...new Set(namesOf('for', values['for']) ?? [])];
  for (const name of targets) mustBeTarget(name);
  const out = textOf(values['out']) ?? DEFAULTS.out;
  if (out === '') throw new OptionError('--out needs the name of a folder, such as dist/errors.');
  return {
    out,
    targets,
    target: {
      upstream: originOf(textOf(values['upstream']) ?? DEFAULTS.upstream),
      folder: pathOf('folder', textOf(values['folder']) ?? DEFAULTS.folder),
      retryAfter: secondsOf('retry', values['retry']) ?? DEFAULTS.retry,
      maintenanceFile: values['maintenance-file'] === undefined ? undefined : pathOf('maintenance-file', String(values['maintenance-file'])),
    },
    pages: {
      statuses: namesOf('statuses', values['statuses'])?.map(statusOf),
      languages: namesOf('languages', values['languages']),
      exportName: textOf(values['export']),
      nodeEnv: textOf(values['node-env']),
      timeout: thousandTimes(secondsOf('timeout', values['timeout'])),
      inline: values['inline'] === true,
    },
  };
}

function mustBeTarget(name: string): void {
  if (Object.hasOwn(TARGETS, name)) return;
  const names = Object.keys(TARGETS);
  const near = names.length === 0 ? undefined : didYouMean(name, names)?.todo;
  throw new OptionError([`There is no target "${name}".`, near ?? `The targets are ${names.join(', ')}.`].join(' '));
}

function statusOf(text: string): number {
  const status = Number(text);
  if (/^[45]\d\d$/.test(text)) return status;
  throw new OptionError(`--statuses is a list of statuses from 400 to 599, such as 404,502. Found "${text}".`);
}

function secondsOf(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (/^\d{1,5}$/.test(String(value)) && seconds > 0 && seconds <= 86_400) return seconds;
  throw new OptionError(`--${name} is a whole number of seconds, such as 30. Found "${String(value)}".`);
}

function thousandTimes(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1_000;
}

/** The address of the app, which goes into the configuration. A path or a password does not belong there. */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (isPlain && /^[\w.:[\]-]+$/.test(url.host)) return url.origin;
  throw new OptionError(`--upstream is the address of the app without a path, such as http://127.0.0.1:1337. Found "${text}".`);
}

/** A path that goes into the configuration of a proxy. There, a space or a quote would need another form in each language. */
function pathOf(name: string, text: string): string {
  const parts = text.split('/');
  if (/^\/[\w./@+-]*$/.test(text) && !parts.includes('..') && !parts.includes('.')) return text.length > 1 ? text.replace(/\/$/, '') : text;
  throw new OptionError(`--${name} is an absolute path of letters, digits and / . _ - + @, as the proxy reads it: /srv/app/errors. Found "${text}".`);
}

function namesOf(option: string, value: unknown): readonly string[] | undefined {
  if (typeof value !== 'string') return undefined;
  const names = value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  // An empty variable of a script would be another export than the one that is meant.
  if (names.length === 0) throw new OptionError(`--${option} is an empty list. Leave the option out, or name something.`);
  return names;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
