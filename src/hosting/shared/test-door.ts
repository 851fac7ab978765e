import type { Level, Logger } from '../../core/ports/logger.ts';
import type { ViewEngine } from '../../core/ports/view-engine.ts';
import type { Failure } from '../../core/report/report.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';

/** Receives what the apps of this process log, leave in a flash and render. `halyard/testing` installs one. Nothing else does. */
export interface TestRecorder {
  logged(level: Level, record: object, message: string): void;
  failed(failure: Failure): void;
  /** The text that a store keeps under the id of a flash. */
  flash(id: string, text: string): void;
  rendered(view: string, page: string): void;
}

const RECORDER = Symbol.for('halyard.testing');

type Realm = { [RECORDER]?: TestRecorder };

/** The recorder of this process. It is read at each failure, because a test may import its app before `halyard/testing`. */
function testRecorder(): TestRecorder | undefined {
  return (globalThis as Realm)[RECORDER];
}

/** Installs a recorder, if there is none. Returns the one that is installed, which may belong to another copy of this package. */
export function installTestRecorder(recorder: TestRecorder): TestRecorder {
  (globalThis as Realm)[RECORDER] ??= recorder;
  return (globalThis as Realm)[RECORDER] as TestRecorder;
}

/** The settings, which also tell a recorder about log records, failures and views. Without a recorder they do what they did. */
export function withTestDoor<Own extends Settings>(settings: Own): Own {
  const { report, rendering } = settings;
  const reporters = [...report.reporters, (failure: Failure) => testRecorder()?.failed(failure)];
  return {
    ...settings,
    rendering: { ...rendering, views: rendering.views.map(watched) },
    report: {
      ...report,
      get logger() {
        return recordedLogger(report.logger);
      },
      get reporters() {
        return testRecorder() === undefined ? report.reporters : reporters;
      },
    },
  };
}

/** Tells a recorder which text a store keeps for a flash. */
export function recordFlash(id: string, text: string): void {
  testRecorder()?.flash(id, text);
}

const wrapped = new WeakMap<Logger, Logger>();

/** The logger, which also tells a recorder about each record. It is the same logger if there is no recorder. */
export function recordedLogger(logger: Logger | undefined): Logger | undefined {
  if (testRecorder() === undefined) return logger;
  if (logger === undefined) return SILENT;
  const known = wrapped.get(logger) ?? withRecorder(logger);
  wrapped.set(logger, known);
  return known;
}

/** With a recorder every level is read, and the app's logger still gets only the levels that it has enabled. */
function withRecorder(logger: Logger | undefined): Logger {
  const method = (level: Level) => (record: object, message: string) => {
    testRecorder()?.logged(level, record, message);
    return logger === undefined || logger.isLevelEnabled?.(level) === false ? undefined : logger[level](record, message);
  };
  return { error: method('error'), warn: method('warn'), info: method('info'), debug: method('debug'), isLevelEnabled: () => true };
}

const SILENT = withRecorder(undefined);

function watched(engine: ViewEngine): ViewEngine {
  const render: ViewEngine['render'] = (view, locals, request) => {
    const page = engine.render(view, locals, request);
    if (testRecorder() === undefined) return page;
    const note = (text: string | undefined): string | undefined => {
      if (typeof text === 'string') testRecorder()?.rendered(view, text);
      return text;
    };
    return isPromiseLike(page) ? page.then(note) : note(page);
  };
  return new Proxy(engine, { get: (target, name) => (name === 'render' ? render : Reflect.get(target, name)) });
}
