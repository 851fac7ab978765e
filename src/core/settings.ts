import { isPromise } from './adopt-promise.ts';
import { callHook, type HookFailed, hookFailures } from './app-hook.ts';
import { checkOptions } from './check-options.ts';
import type { Environment } from './environment.ts';
import { HalyardError } from './errors.ts';
import type { FormSupport } from './form-support.ts';
import type { Format, FormatSettings } from './format.ts';
import { eventStream } from './formats/event-stream.ts';
import { FORMATS } from './formats/index.ts';
import { ownMembers } from './guarded-read.ts';
import { isSendable } from './headers/field.ts';
import type { Understand } from './meaning.ts';
import { type Negotiate, negotiator } from './negotiate.ts';
import type { Options } from './options.ts';
import { ownFormat } from './own-format.ts';
import type { Preset } from './preset.ts';
import { levelOf } from './report/levels.ts';
import type { Logger } from './report/logger.ts';
import { referenceMaker } from './report/reference.ts';
import type { ReportSettings } from './report/report.ts';
import type { IncomingRequest } from './request.ts';
import { type ResponseTable, responseTable } from './response-table.ts';

/** Options with every default filled in and every mistake refused: made once, at start, and only read afterwards. */
export interface Settings extends FormatSettings, ReportSettings {
  readonly forms: FormSupport | undefined;
  /** What other libraries' errors say. `undefined`: nobody here knows them. */
  readonly understand: Understand | undefined;
  readonly reference: () => string;
  /** Is everything shown to this client? */
  readonly reveals: (request: IncomingRequest) => boolean;
  readonly responses: ResponseTable;
  /** The format an app or a route asks for, whatever the request does. */
  readonly format: (request: IncomingRequest) => string | undefined;
  readonly negotiate: Negotiate;
  readonly formats: readonly Format[];
  readonly challenge: string;
  /** What has been told once, and is not told again. */
  readonly told: Set<string>;
}

/** @throws HalyardError for an option that does not exist, or that cannot be used. */
export function settingsOf(given: Options, environment: Environment): Settings {
  checkOptions(given);
  const options = ownMembers(given) as Options;
  const mode = options.environment ?? environment.mode;
  const logger = options.logger === false ? undefined : (options.logger ?? environment.logger);
  const preset = options.preset as Preset | undefined;
  const deadline = options.deadline ?? 2_000;
  const own = (options.formats ?? []).map((format) => (FORMATS.includes(format) ? format : ownFormat(format, deadline)));
  const formats = formatsOf(own, preset?.formats).filter((format) => format !== eventStream || options.sse !== false);
  const formatNames = formats.map(({ name }) => name);
  if (typeof options.format === 'string' && !formatNames.includes(options.format)) {
    throw new HalyardError('E_OPTION', { found: `format: ${JSON.stringify(options.format)}`, expected: `one of ${formatNames.join(', ')}` });
  }
  const challenge = options.challenge ?? 'Bearer';
  if (!isSendable('www-authenticate', challenge)) {
    throw new HalyardError('E_OPTION', { found: `challenge: ${JSON.stringify(challenge)}`, expected: 'a field value, such as \'Bearer realm="berths"\'' });
  }
  const { format, context } = options;
  const hookFailed = hookFailures((record, line) => logger?.error(record, line), environment.now);
  return {
    environment: { ...environment, mode },
    now: environment.now,
    reference: referenceMaker(environment.random),
    reveals: revealing(options, { environment, mode, logger, hookFailed }),
    logger,
    level: levelOf(options.levels),
    reporters: listed(options.report),
    context: context === undefined ? undefined : (native) => callHook('context', () => ofPromiseOrCopy(context(native)), hookFailed),
    responses: responseTable(options.responses, environment.reservedNames, preset?.responses),
    views: listed(options.views),
    locals: { ...options.locals },
    format: (request) => (typeof format === 'function' ? callHook('format', () => format(request), hookFailed) : format) ?? preset?.format?.(request),
    negotiate: negotiator(formats),
    formats,
    challenge,
    deadline,
    forms: undefined,
    understand: undefined,
    home: options.home === false ? undefined : (options.home ?? '/'),
    told: new Set(),
  };
}

/** The app's own formats before ours of the same media type, so that they replace them; the others after ours, for those who ask. */
function formatsOf(own: readonly Format[], ours = FORMATS): readonly Format[] {
  const replacing = ours.flatMap((format) => [...own.filter(({ mediaType }) => mediaType === format.mediaType), format]);
  return [...new Set([...replacing, ...own])];
}

function listed<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? [...value] : [value as T];
}

/** Copied here, where a getter of it that throws is the option's failure. */
function ofPromiseOrCopy<T>(given: T): T {
  return isPromise(given) ? given : { ...given };
}

function orNothing<T>(hook: () => T): T | undefined {
  try {
    return hook();
  } catch {
    return undefined;
  }
}

/** Who sees errors in full: whom the app says, or in development the developer at this machine, whom only the environment can tell. */
function revealing(
  options: Options,
  about: {
    readonly environment: Environment;
    readonly mode: Environment['mode'];
    readonly logger: Logger | undefined;
    readonly hookFailed: HookFailed;
  },
): (request: IncomingRequest) => boolean {
  const { environment, mode, logger, hookFailed } = about;
  const { disclose = mode === 'development' && 'local' } = options;
  if (typeof disclose === 'function') return (request) => callHook('disclose', () => disclose(request), hookFailed) === true;
  if (disclose !== 'local') return () => disclose;
  const decidedBy = (['disclose', 'environment'] as const).find((name) => options[name] !== undefined);
  return environment.localClients?.(decidedBy, (line) => orNothing(() => logger?.info({}, line))) ?? (() => false);
}
