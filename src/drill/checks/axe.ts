import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One rule of axe-core that a page breaks. */
export interface Violation {
  readonly id: string;
  readonly impact?: string | null;
  readonly help: string;
  readonly helpUrl?: string;
  /** The HTML of the first element. */
  readonly html: string;
}

/** Runs axe-core on a page. */
export type Axe = (html: string) => Promise<readonly Violation[]>;

interface Jsdom {
  readonly JSDOM: new (html: string, options: object) => { readonly window: AxeWindow };
  readonly VirtualConsole: new () => object;
}

interface AxeWindow {
  readonly document: unknown;
  eval(code: string): unknown;
  close(): void;
  readonly axe: { run(context: unknown, options: object): Promise<{ readonly violations: readonly Found[] }> };
}

interface Found extends Omit<Violation, 'html'> {
  readonly nodes: readonly { readonly html: string }[];
}

/** Rules that other checks have, or that need a page with a layout. */
const OFF = [
  'color-contrast',
  'color-contrast-enhanced',
  'target-size',
  'document-title',
  'html-has-lang',
  'html-lang-valid',
  'page-has-heading-one',
  'duplicate-id',
];
const OPTIONS = { resultTypes: ['violations'], rules: Object.fromEntries(OFF.map((id) => [id, { enabled: false }])) };

/** axe-core with jsdom, if the app in the folder `root` has both. No script of a page runs, and nothing is loaded. */
export async function axeOf(root: string): Promise<Axe | undefined> {
  const require = createRequire(join(root, 'package.json'));
  const paths = ['axe-core', 'jsdom'].map((name) => resolved(require, name));
  const [axe, jsdom] = paths;
  if (axe === undefined || jsdom === undefined) return undefined;
  const { source } = require(axe) as { readonly source: string };
  const loaded = (await import(pathToFileURL(jsdom).href)) as Jsdom & { readonly default?: Jsdom };
  const { JSDOM, VirtualConsole } = loaded.JSDOM === undefined ? (loaded.default as Jsdom) : loaded;
  return async (html) => {
    const { window } = new JSDOM(withoutScripts(html), { runScripts: 'outside-only', virtualConsole: new VirtualConsole() });
    try {
      window.eval(source);
      const { violations } = await window.axe.run(window.document, OPTIONS);
      return violations.map(({ nodes, ...rest }) => ({ ...rest, html: nodes[0]?.html ?? '' }));
    } finally {
      window.close();
    }
  };
}

function resolved(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

/** `outside-only` runs no script of the page. Frames are left out as well, because axe waits for an answer of each. */
function withoutScripts(html: string): string {
  return html.replace(/<(\/?)iframe(?=[\s>])/gi, '<$1div data-frame');
}
