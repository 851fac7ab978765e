import type { ViewEngine } from '../../core/ports/view-engine.ts';
import type { AppResponse } from '../../core/responses/app-response.ts';
import type { DrillMount } from '../../hosting/shared/drill-door.ts';
import type { AppFiles } from './app-files.ts';
import { breakStores } from './broken-stores.ts';
import { spiedLogger } from './spied-logger.ts';
import { spiedResponse } from './spied-response.ts';
import { spiedViews } from './spied-views.ts';
import { running } from './trace-of.ts';

interface SpyOptions {
  readonly files: AppFiles;
  readonly conceals: boolean;
  readonly isQuiet: boolean;
  readonly isSilent?: boolean | undefined;
}

/** Changes a property, and returns a function that changes it back. */
function replace<Owner extends object, Key extends keyof Owner>(owner: Owner, key: Key, value: Owner[Key]): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, key);
  Object.defineProperty(owner, key, { value, writable: true, configurable: true, enumerable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(owner, key);
    else Object.defineProperty(owner, key, before);
  };
}

/** An engine that answers with a copy if one of its engines fails. */
type Guarding = ViewEngine & { readonly guards?: readonly ViewEngine[] };

function spyViews(views: ViewEngine[], files: AppFiles): () => void {
  const before = [...views];
  // An engine around others is not watched itself, or each failure would be noted twice.
  views.splice(0, views.length, ...before.map((engine) => ((engine as Guarding).guards === undefined ? spiedViews(engine, files) : engine)));
  return () => void views.splice(0, views.length, ...before);
}

/** Notes what the logger, the views and the own responses of a mount do. Returns a function that makes the mount as it was. */
export function spy({ responder, host }: DrillMount, { files, conceals, isQuiet, isSilent }: SpyOptions): () => void {
  const { settings } = responder;
  const { report, rendering, disclosure, mapping } = settings;
  const { reference, level } = report;
  const undo = [
    replace(report, 'logger', spiedLogger(report.logger, isQuiet)),
    replace(report, 'reference', () => running.getStore()?.exercise.call?.reference ?? reference()),
  ];
  // A failure without a level reaches no logger and no reporter.
  if (isSilent) undo.push(replace(report, 'level', (...args) => running.getStore() === undefined && level(...args)));
  for (const views of [rendering.views, ...rendering.views.map((engine) => (engine as Guarding).guards ?? [])])
    undo.push(spyViews(views as ViewEngine[], files));
  if (conceals) undo.push(replace(disclosure, 'reveals', () => false));
  for (const entry of mapping.responses.byName.values()) {
    if (entry.override !== undefined) undo.push(replace(entry, 'override', spiedResponse(entry.name, entry.override, files) as AppResponse));
  }
  undo.push(breakStores(settings.forms));
  // The host's logger of a request comes before that of the app.
  const read = host.read.bind(host);
  undo.push(
    replace(host, 'read', (native) => {
      const request = read(native);
      const { logger } = request;
      return logger === undefined ? request : Object.defineProperty(request, 'logger', { value: spiedLogger(logger, isQuiet) });
    }),
  );
  return () => {
    for (const one of undo.reverse()) one();
  };
}
