import type { ErrorPages } from './error-page.ts';

/** A file that an export writes: its path below the folder of the target, with `/`. */
export interface ExportedFile {
  readonly path: string;
  readonly content: string;
}

/** What the configuration of a target must know of the place where it will run. */
export interface TargetOptions {
  /** The address of the app, as the proxy reaches it: `http://127.0.0.1:1337`. */
  readonly upstream: string;
  /** The absolute path of the folder that has the files of the target, as the proxy reads it. */
  readonly folder: string;
  /** The value of `Retry-After`, in seconds, for the statuses that pass: 429, 502, 503 and 504. */
  readonly retryAfter: number;
  /** The path of the file that exists during maintenance, as the proxy reads it. `undefined`: the proxy does not look for one. */
  readonly maintenanceFile: string | undefined;
}

/** A proxy or a CDN. Each one is a file in `targets/`, and a line in its table. It makes texts, and does no work of its own on files or networks. */
export interface ExportTarget {
  /** The files for this target: the pages, in the form that it needs, its configuration, and a note `README.md` of what to do with them. */
  files(pages: ErrorPages, options: TargetOptions): readonly ExportedFile[];
  /** What to do with the files, in one sentence without its full stop: `include /srv/app/errors/halyard.conf in the server`. Default: the note `README.md`. */
  nextStep?(options: TargetOptions): string;
}
