import { disclosedClients } from '../disclosure/disclosed-clients.ts';
import type { ErrorMappingSettings } from '../error-mapping/error-mapping-settings.ts';
import { errorRules } from '../error-mapping/error-rules.ts';
import { appFormat } from '../formats/app-format.ts';
import { eventStream } from '../formats/event-stream.ts';
import type { FormSupport } from '../formats/form-support.ts';
import type { Format, FormatSettings } from '../formats/format.ts';
import { FORMATS } from '../formats/index.ts';
import { type Negotiate, negotiator } from '../negotiation/negotiate.ts';
import { callHook, hookFailures } from '../ports/app-hook.ts';
import type { Environment, Proof } from '../ports/environment.ts';
import type { Maintenance } from '../ports/maintenance.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { levelOf } from '../report/levels.ts';
import { referenceMaker } from '../report/reference.ts';
import type { ReportSettings } from '../report/report.ts';
import { responseTable } from '../responses/response-table.ts';
import { asList } from '../values/as-list.ts';
import { HalyardError } from '../values/errors.ts';
import { isSendable } from '../values/field.ts';
import { ownMembers } from '../values/guarded-read.ts';
import { isPromise } from '../values/handle-rejection.ts';
import type { MapLibraryValue } from '../values/library-mapping.ts';
import type { NothingLeft } from '../values/nothing-left.ts';
import { checkOptions } from './check-options.ts';
import type { FormOptions, HostingOptions } from './option-groups.ts';
import type { Options } from './options.ts';
import type { Preset } from './preset.ts';

/** The settings that disclosure needs. */
export interface DisclosureSettings {
  /** Whether this client sees errors in full. */
  readonly reveals: (request: IncomingRequest) => boolean;
  /** The proof that a browser is the developer's, if one is required. A host passes each request to it first. */
  readonly proof: Proof | undefined;
}

/** The settings that negotiation needs. */
export interface NegotiationSettings {
  /** The format that the app or the route has set. It applies whatever the client accepts. */
  readonly format: (request: IncomingRequest) => string | undefined;
  readonly negotiate: Negotiate<Format>;
  readonly formats: readonly Format[];
}

/** The checked options with every default, in one part for each stage. They are made once, at start. A stage receives only its part. */
export interface Settings {
  readonly mapping: ErrorMappingSettings;
  readonly disclosure: DisclosureSettings;
  readonly negotiation: NegotiationSettings;
  readonly rendering: FormatSettings;
  readonly report: ReportSettings;
  readonly forms: FormSupport | undefined;
  /** The `WWW-Authenticate` of a 401 that sets no challenge itself. */
  readonly challenge: string;
  /** The option `maintenance`, which the hosting code checks and adds. */
  readonly maintenance?: Maintenance | undefined;
}

/**
 * Checks the options and adds the defaults.
 *
 * @throws HalyardError if an option does not exist or has an invalid value.
 */
export function settingsOf(options: Options, environment: Environment): Settings {
  checkOptions(options);
  // One destructuring takes every option, because the rest object has the prototype that other code could pollute.
  const {
    environment: ownMode,
    disclose,
    logger: ownLogger,
    levels,
    report,
    errors = [],
    upstream = false,
    context,
    preset: ownPreset,
    responses,
    views,
    locals,
    format,
    formats: ownFormats,
    sse,
    challenge = 'Bearer',
    deadline = 2_000,
    developmentPage,
    home = '/',
    ...left
  } = ownMembers(options) as Omit<Options, keyof FormOptions | keyof HostingOptions>;
  // If an option is declared but not taken above, this line does not compile.
  left satisfies NothingLeft;
  const mode = ownMode ?? environment.mode;
  const logger = ownLogger === false ? undefined : (ownLogger ?? environment.logger);
  const preset = ownPreset as Preset | undefined;
  const own = (ownFormats ?? []).map((one) => (FORMATS.includes(one) ? one : appFormat(one, deadline)));
  const formats = formatsOf(own, preset?.formats).filter((one) => one !== eventStream || sse !== false);
  const formatNames = formats.map(({ name }) => name);
  if (typeof format === 'string' && !formatNames.includes(format)) {
    throw new HalyardError('E_OPTION', { found: `format: ${JSON.stringify(format)}`, expected: `one of ${formatNames.join(', ')}` });
  }
  if (!isSendable('www-authenticate', challenge)) {
    throw new HalyardError('E_OPTION', { found: `challenge: ${JSON.stringify(challenge)}`, expected: 'a field value, such as \'Bearer realm="berths"\'' });
  }
  const hookFailed = hookFailures((record, line) => logger?.error(record, line), environment.now);
  return {
    mapping: {
      responses: responseTable(responses, environment.reservedNames, preset?.responses),
      rules: errorRules(errors, hookFailed),
      upstream,
      mapLibraryValue: undefined,
    },
    disclosure: disclosedClients({ disclose, environment: ownMode }, { ...environment, mode }, logger, hookFailed),
    negotiation: {
      format: (request) => (typeof format === 'function' ? callHook('format', () => format(request), hookFailed) : format) ?? preset?.format?.(request),
      negotiate: negotiator(formats),
      formats,
    },
    rendering: {
      now: environment.now,
      views: [...asList(views)],
      ...localsFrom(locals),
      deadline,
      home: home === false ? undefined : home,
      choosePage: mode === 'development' ? environment.choosePage : undefined,
      developmentPage: developmentPage ?? preset?.developmentPage ?? true,
      forms: undefined,
    },
    report: {
      environment: { ...environment, mode },
      now: environment.now,
      reference: referenceMaker(environment.random),
      logger,
      level: levelOf(levels),
      reporters: [...asList(report)],
      context: context === undefined ? undefined : (native) => callHook('context', () => ofPromiseOrCopy(context(native)), hookFailed),
      loggedOnce: new Set(),
    },
    forms: undefined,
    challenge,
  };
}

/** Adds a host's parts to the settings: support for forms, if the host has it, and the mapping of library errors. */
export function withSupport<Forms extends FormSupport | undefined>(
  settings: Settings,
  { forms, mapLibraryValue }: { readonly forms: Forms; readonly mapLibraryValue: MapLibraryValue | undefined },
): Settings & { readonly forms: Forms } {
  return { ...settings, forms, mapping: { ...settings.mapping, mapLibraryValue }, rendering: { ...settings.rendering, forms } };
}

/**
 * Builds the list of formats. The formats of a preset replace the built-in ones of the same media type. The app's formats are tried before those that
 * they replace. Formats of other media types come last, for clients that accept them.
 */
function formatsOf(own: readonly Format[], preset: readonly Format[] = []): readonly Format[] {
  const ours = [...preset, ...FORMATS.filter(({ mediaType }) => preset.every((format) => format.mediaType !== mediaType))];
  const replacing = ours.flatMap((format) => [...own.filter(({ mediaType }) => mediaType === format.mediaType), format]);
  return [...new Set([...replacing, ...own])];
}

/** The option `locals`: an object is copied once, and a function is called for each page. */
function localsFrom(locals: Options['locals']): Pick<FormatSettings, 'locals' | 'requestLocals'> {
  return typeof locals === 'function' ? { locals: {}, requestLocals: locals } : { locals: { ...locals }, requestLocals: undefined };
}

/** Copies the context here, so that a getter that throws is a failure of the option `context`. */
function ofPromiseOrCopy<T>(value: T): T {
  return isPromise(value) ? value : { ...value };
}
