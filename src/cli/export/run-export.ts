import { join, normalize, resolve } from 'node:path';
import { DrillError } from '../../drill/model/drill-error.ts';
import { DrillProgress } from '../../drill/output/terminal/progress.ts';
import { ExportError } from '../../export/model/export-error.ts';
import type { ExportedFile, TargetOptions } from '../../export/model/export-target.ts';
import type { ExportedPages } from '../../export/model/exported-pages.ts';
import { exportPages } from '../../export/pages/export-pages.ts';
import { TARGETS } from '../../export/targets/index.ts';
import { EXIT } from '../command.ts';
import { terminal } from '../show/terminal.ts';
import type { ExportRun } from './export-options.ts';
import { neutralFiles, REFERENCE_MARK } from './neutral-files.ts';
import { OutputFolder } from './output-folder.ts';
import { summary, type WrittenTarget } from './summary.ts';

/** Mistakes in the arguments. The others are failures of the app. */
const MISUSE: ReadonlySet<string> = new Set(['E_EXPORT_ENTRY', 'E_EXPORT_OPTION', 'E_EXPORT_FOLDER', 'E_DRILL_ENTRY', 'E_DRILL_OPTION']);

/** Exports the pages of an app, writes them for each target, and returns the exit code. */
export async function runExport(entry: string, { out, targets, target, pages: options }: ExportRun): Promise<number> {
  try {
    const folder = new OutputFolder(resolve(out));
    const exported = await exportedFrom(entry, options);
    const shown = normalize(out);
    const { written, listed } =
      targets.length === 0 ? neutral(exported, shown) : { written: await filesFor(targets, exported, target, shown), listed: undefined };
    const removed = folder.write(new Map(written.map(({ name, files }) => [name, files])), listed);
    process.stdout.write(summary(written, { notes: exported.notes, removed, out: shown, paint: terminal().paint }));
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof ExportError || error instanceof DrillError)) throw error;
    process.stderr.write(`halyard: ${error.message}\n`);
    return MISUSE.has(error.code) ? EXIT.misused : EXIT.failed;
  }
}

async function exportedFrom(entry: string, options: ExportRun['pages']): Promise<ExportedPages> {
  const progress = new DrillProgress(process.stderr);
  try {
    return await exportPages(entry, { ...options, progress: (what) => progress.show(0, 0, what) });
  } finally {
    progress.end();
  }
}

function neutral(
  { pages }: ExportedPages,
  out: string,
): { readonly written: readonly WrittenTarget[]; readonly listed: ReturnType<typeof neutralFiles>['listed'] } {
  const { files, listed } = neutralFiles(pages);
  const next = `send the files that ${join(out, 'manifest.json')} lists, with a reference in place of ${REFERENCE_MARK}. For a proxy, use --for`;
  return { written: [{ name: 'pages', files, next }], listed };
}

async function filesFor(names: readonly string[], { pages }: ExportedPages, options: TargetOptions, out: string): Promise<readonly WrittenTarget[]> {
  return Promise.all(
    names.map(async (name) => {
      const { target } = await (TARGETS[name] as (typeof TARGETS)[string]).load();
      const files = target.files(pages, options).map(({ path, content }): ExportedFile => ({ path: `${name}/${path}`, content }));
      return { name, files, next: target.nextStep?.(options) ?? `read ${join(out, name, 'README.md')}` };
    }),
  );
}
