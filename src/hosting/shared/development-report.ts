import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { Format, FormatContext, FormatSettings, Rendered } from '../../core/formats/format.ts';
import type { FormRecovery } from '../../core/formats/forms.ts';
import { html } from '../../core/formats/html.ts';
import { markdown } from '../../core/formats/markdown.ts';
import { json, problemJson } from '../../core/formats/problem-json.ts';
import { text } from '../../core/formats/text.ts';
import type { Failure } from '../../core/report/report.ts';
import type { EditorOption } from '../../core/settings/editor-option.ts';
import type { HostingOptions } from '../../core/settings/option-groups.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { checkEditorOption } from './editor-option.ts';
import { type FrameReader, noteFailure } from './failure-notes.ts';

/** A format of the core that has a report in development, and what the report of one failure is made from. */
export interface Rendering {
  readonly format: Format;
  readonly outcome: PublicOutcome;
  readonly context: FormatContext;
  /** The failure as it was logged. `undefined` if it is not logged. */
  readonly failure: Failure | undefined;
  /** The option `editor`, checked. */
  readonly editor?: EditorOption | undefined;
  readonly negotiated: Negotiated;
}

/** What the format was chosen from. */
export interface Negotiated {
  /** The formats of the server, in the order of its preference. */
  readonly formats: readonly Format[];
  /** The format that the call or the option `format` asks for. */
  readonly preferred: string | undefined;
}

/** The room `development`, which is loaded in development only. */
export interface DevelopmentRoom {
  /** Renders the report of a failure in place of the format's own answer. `undefined`: the format answers as it is. */
  render(rendering: Rendering): Promise<Rendered | undefined>;
  /** Keeps the report of a failure for `halyard show`. Never rejects. */
  keep(failure: Failure, settings: Settings): Promise<void>;
  /** The frames of the app in a stack, as lines for the console. */
  readonly frames?: FrameReader;
}

interface ProcessGlobal {
  readonly process?: { readonly stderr?: { readonly isTTY?: boolean } };
}

/** An app that listens by then has started, so loading the room takes no time from its start. */
const STARTED = 250;

/** The formats that have a report. The formats of an app and of a preset answer as they are. */
const REPORTED: ReadonlySet<Format> = new Set([html, markdown, text, problemJson, json]);

/** How many failures are remembered from their log record to their answer. */
const MAX_REMEMBERED = 64;

/**
 * Adds the development report to the built-in formats, for clients that see errors in full. `load` imports the room `development`. In production the
 * settings are returned as they are, and the room is never loaded. If the room cannot be loaded, that is logged, and the formats answer as they are.
 *
 * @throws HalyardError E_OPTION, E_OPTION_UNKNOWN for the option `editor`
 */
export function withDevelopmentReport<Own extends Settings>(settings: Own, load: () => Promise<DevelopmentRoom>, { editor }: HostingOptions = {}): Own {
  checkEditorOption(editor);
  const { negotiation, report } = settings;
  if (report.environment.mode !== 'development') return settings;
  const failures = new Map<string, Failure>();
  let loading: Promise<DevelopmentRoom> | undefined;
  let frames: FrameReader | undefined;
  const room = (): Promise<DevelopmentRoom> => {
    loading ??= load().then((loaded) => {
      frames = loaded.frames;
      return loaded;
    });
    return loading;
  };
  // The blocks of a terminal have frames, also for the first failure.
  const loadNow = (): void => void room().catch(() => {});
  if ((globalThis as ProcessGlobal).process?.stderr?.isTTY === true) loadNow();
  else whenIdle(loadNow);
  const asked = new WeakMap<object, string | undefined>();
  const about: About = { failures, room, editor, negotiated: (request) => ({ formats: negotiation.formats, preferred: asked.get(request) }) };
  const reported = new Map(negotiation.formats.filter((format) => REPORTED.has(format)).map((format) => [format, withReport(format, about)]));
  const withReports = (formats: readonly Format[]): readonly Format[] => formats.map((format) => reported.get(format) ?? format);
  const remember = (failure: Failure): void => {
    const { reference } = failure.record;
    if (reference === undefined) return;
    noteFailure(failure, frames);
    failures.set(reference, failure);
    if (failures.size > MAX_REMEMBERED) failures.delete(failures.keys().next().value as string);
    // The answer of the failure logs why the room cannot be loaded.
    room().then(
      (loaded) => loaded.keep(failure, settings),
      () => {},
    );
  };
  return {
    ...settings,
    negotiation: {
      ...negotiation,
      formats: withReports(negotiation.formats),
      negotiate: (request, preferred) => {
        asked.set(request, preferred);
        return withReports(negotiation.negotiate(request, preferred));
      },
    },
    report: { ...report, reporters: [...report.reporters, remember] },
  };
}

/** Loads the room before the first failure needs it. The timer keeps no process alive. The edge allows no timers at start, and has no room to load. */
function whenIdle(load: () => void): void {
  try {
    const timer = setTimeout(load, STARTED) as { unref?: () => void };
    timer.unref?.();
  } catch {
    // The first failure loads the room.
  }
}

interface About {
  readonly failures: ReadonlyMap<string, Failure>;
  readonly room: () => Promise<DevelopmentRoom>;
  readonly editor: EditorOption | undefined;
  readonly negotiated: (request: object) => Negotiated;
}

function withReport(format: Format, { failures, room, editor, negotiated }: About): Format {
  return {
    ...format,
    render(outcome, context) {
      if (!hasReport(outcome, context)) return format.render(outcome, context);
      const failure = outcome.reference === undefined ? undefined : failures.get(outcome.reference);
      return reportOr(room, { format, outcome, context, failure, editor, negotiated: negotiated(context.request) });
    },
  };
}

const policies = new WeakMap<object, string>();

/** The Content-Security-Policy of the page that a request got as its report. A host whose middleware sets its own policy after the answer restores it. */
export function policyOfReport(request: object): string | undefined {
  return policies.get(request);
}

/** The report in place of the format's own answer. If it fails, that is logged, and the format answers as it is. */
async function reportOr(room: () => Promise<DevelopmentRoom>, rendering: Rendering): Promise<Rendered | undefined> {
  const { format, outcome } = rendering;
  const context = { ...rendering.context, settings: withOneRecovery(rendering.context.settings) };
  try {
    const rendered = await (await room()).render({ ...rendering, context });
    if (rendered !== undefined) {
      const policy = rendered.headers?.['content-security-policy'];
      if (typeof policy === 'string') policies.set(context.request, policy);
      return rendered;
    }
  } catch (error) {
    context.failed(error);
  }
  return format.render(outcome, context);
}

/** The settings for one answer that is rendered several times. What a form submitted is read and kept once. */
function withOneRecovery(settings: FormatSettings): FormatSettings {
  const { forms } = settings;
  if (forms === undefined) return settings;
  let recovered: { readonly value: ReturnType<typeof forms.recover> } | undefined;
  const once: FormRecovery = {
    recover: (request, outcome, restore) => {
      recovered ??= { value: forms.recover(request, outcome, restore) };
      return recovered.value;
    },
    locals: (...args) => forms.locals(...args),
    home: (request, home) => forms.home?.(request, home) ?? home,
    sections: (...args) => forms.sections(...args),
  };
  return { ...settings, forms: once };
}

function hasReport(outcome: PublicOutcome, { request }: FormatContext): boolean {
  return outcome.revealed && outcome.status >= 400 && !outcome.dataIsBody && request.transport === 'http';
}
