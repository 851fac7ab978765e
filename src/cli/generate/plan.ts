import { join } from 'node:path';
import { didYouMean } from '../../core/values/known-names.ts';
import type { AppRoot } from '../project/app-root.ts';
import { fileKind } from '../project/language.ts';
import { KINDS, type Kind } from './kinds.ts';
import { newResponseFile } from './new-response-file.ts';
import { overrideFile } from './override-file.ts';
import { BUILT_IN_NAMES, type NewFile, responseFile } from './response-file.ts';
import { problemOfBuiltIn, problemOfName } from './response-name.ts';
import { typedStatus } from './typed-status.ts';
import { isViewName, viewFile } from './view-file.ts';

/** The arguments of `halyard generate`. */
export interface Typed {
  readonly kind: string | undefined;
  readonly names: readonly string[];
  readonly status: string | undefined;
}

/** What will be written. */
export interface Plan {
  readonly files: (app: AppRoot) => readonly NewFile[];
  /** Whether a file of another extension counts as the same file. */
  readonly byName: boolean;
  /** What a person does next, or ''. */
  readonly next: string;
}

const FOLDER = 'api/responses';

/** Reads the arguments. Returns the problem as a sentence if they cannot be understood. */
export function planOf({ kind, names, status }: Typed): Plan | string {
  if (kind === undefined) return `Say what to generate: ${Object.keys(KINDS).join(', ')}.`;
  if (!Object.hasOwn(KINDS, kind)) {
    return `"${kind.slice(0, 80)}" is nothing that can be generated. ${didYouMean(kind, Object.keys(KINDS))?.todo ?? `Expected ${Object.keys(KINDS).join(', ')}.`}`;
  }
  if (status !== undefined && kind !== 'response') return `--status belongs to "halyard generate response". ${statusHint(kind as Kind)}`;
  return PLANS[kind as Kind](names, status);
}

function statusHint(kind: Kind): string {
  return kind === 'view' ? 'The name of a view is its status: halyard generate view 404.' : 'A built-in response keeps its status.';
}

const PLANS: Readonly<Record<Kind, (names: readonly string[], status: string | undefined) => Plan | string>> = {
  response: planOfResponse,
  responses: (names) => planOfBuiltIns(names.length === 0 ? BUILT_IN_NAMES : names, responseFile),
  override: (names) => (names.length === 0 ? 'Name the built-in response: halyard generate override serverError.' : planOfBuiltIns(names, overrideFile)),
  view: planOfViews,
};

function planOfResponse(names: readonly string[], typed: string | undefined): Plan | string {
  const [name] = names;
  if (name === undefined) return 'Name the response: halyard generate response outOfStock --status 409.';
  if (names.length > 1) return `One response at a time, because each has its own status. Found ${names.length} names.`;
  const problem = problemOfName(name);
  if (problem !== undefined) return problem;
  const status = typedStatus(typed);
  if (typeof status === 'string') return status;
  return {
    files: (app) => [newResponseFile({ name, status }, fileKind(app, join(app.root, FOLDER)), FOLDER)],
    byName: true,
    next: `Halyard finds it with load({ root }). Call it: return res.${name}(…)`,
  };
}

function planOfBuiltIns(names: readonly string[], write: typeof responseFile): Plan | string {
  const problem = names.map(problemOfBuiltIn).find((one) => one !== undefined);
  if (problem !== undefined) return problem;
  return {
    files: (app) => {
      const kind = fileKind(app, join(app.root, FOLDER));
      return [...new Set(names)].map((name) => write(name, { ...kind, folder: FOLDER }));
    },
    byName: true,
    next: '',
  };
}

function planOfViews(names: readonly string[]): Plan | string {
  if (names.length === 0) return 'Name the status of the page: halyard generate view 404.';
  const wrong = names.map(viewName).find((name) => !isViewName(name));
  if (wrong !== undefined) return `"${wrong.slice(0, 80)}" is no page of an error. Expected a status from 400 to 599, or 4xx or 5xx.${nearView(wrong)}`;
  return { files: () => [...new Set(names.map(viewName))].map((name) => viewFile(name)), byName: false, next: '' };
}

/** People type the name of the file: `views/404.ejs`. */
function viewName(typed: string): string {
  return typed
    .replace(/^(?:\.\/)?views\//, '')
    .replace(/\.ejs$/, '')
    .replace(/^([45])XX$/, '$1xx');
}

function nearView(name: string): string {
  const near = didYouMean(name, ['4xx', '5xx', '404', '500', '400', '401', '403', '410', '429', '503']);
  return near === undefined || !/\d/.test(name) ? '' : ` ${near.todo}`;
}
