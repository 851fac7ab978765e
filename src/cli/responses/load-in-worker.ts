import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { isDefinedResponse } from '../../core/responses/define-response.ts';
import { responseTable } from '../../core/responses/response-table.ts';
import { RESERVED_NAMES } from '../../hosting/shared/reserved-names.ts';
import { loadResponses } from '../../load/response-files.ts';

/** What one file of `api/responses/` holds, or why it cannot be a response. A file that is ignored has neither. */
export interface LoadedFile {
  /** The name of the method. */
  readonly name?: string;
  /** The status, if the file has a `defineResponse()`. A function does not say its status. */
  readonly status?: number;
  readonly title?: string;
  readonly error?: string;
}

/** How long one file may take. A file may open a connection while it is loaded. */
const PATIENCE = 10_000;

/** Node's exit code for a module that awaits a promise at its top level, if nothing can settle it any more. */
const UNSETTLED = 13;

interface Work {
  readonly folder: string;
  readonly entries: readonly string[];
}

/**
 * Loads the files of `api/responses/` in a thread. If one of them ends the thread, hangs, or fails later, each file gets a thread of its own. So no file
 * hides another one, and what they write to the console is not seen.
 *
 * @param folder the folder of the responses
 * @param entries the names of its files
 */
export async function loadFiles(folder: string, entries: readonly string[]): Promise<readonly LoadedFile[]> {
  const loaded = await loadTogether({ folder, entries });
  if (typeof loaded !== 'string') return loaded;
  const alone: LoadedFile[] = [];
  for (const entry of entries) {
    const files = await loadTogether({ folder, entries: [entry] });
    alone.push(typeof files === 'string' ? { error: files } : (files[0] as LoadedFile));
  }
  return alone;
}

/** Loads files in one thread. Returns why the thread ended, if it ended before all were loaded. */
function loadTogether(work: Work): Promise<readonly LoadedFile[] | string> {
  return new Promise((resolve) => {
    const loaded: LoadedFile[] = [];
    const worker = new Worker(new URL(import.meta.url), { workerData: work, stdout: true, stderr: true });
    const end = (result: readonly LoadedFile[] | string): void => {
      clearTimeout(timer);
      resolve(result);
      void worker.terminate();
    };
    const timer = setTimeout(() => end(`The file is not loaded after ${PATIENCE / 1_000} seconds.`), PATIENCE);
    worker.on('message', (file: LoadedFile) => {
      loaded.push(file);
      timer.refresh();
      if (loaded.length === work.entries.length) end(loaded);
    });
    worker.on('error', (error) => end(`The file fails when it is loaded: ${String((error as Error)?.message ?? error).split('\n', 1)[0]}`));
    worker.on('exit', (code) =>
      end(
        work.entries.length === 0 ? [] : code === UNSETTLED ? 'The file awaits a promise that never settles.' : 'The file ends the process when it is loaded.',
      ),
    );
  });
}

async function loadFile(folder: string, entry: string): Promise<LoadedFile> {
  try {
    const { responses } = await loadResponses([entry], folder);
    const [found] = Object.entries(responses);
    if (found === undefined) return {};
    const [name, response] = found;
    responseTable({ [name]: response }, RESERVED_NAMES);
    return isDefinedResponse(response) ? { name, status: response.status, title: response.title } : { name };
  } catch (error) {
    return { error: String((error as Error)?.message ?? error) };
  }
}

if (!isMainThread) {
  const { folder, entries } = workerData as Work;
  for (const entry of entries) parentPort?.postMessage(await loadFile(folder, entry));
}
