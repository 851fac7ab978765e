import { fileURLToPath } from 'node:url';

export type Mode = 'development' | 'production';

type Settings = Readonly<Record<string, string>>;

/** A running Sails app, or one that failed to start. */
export interface Lifted {
  readonly origin: string;
  readonly log: string;
  readonly exitCode: number | null;
  /** The lines that were logged during an action. */
  logged(doing: () => Promise<unknown>): Promise<string>;
  /** The exit code with which it ends by itself. */
  ended(): Promise<number | null>;
  stop(): Promise<void>;
}

/** An app from Sails' own generator. */
interface GeneratedApp {
  readonly folder: string;
  write(file: string, text: string): void;
  remove(): void;
  lift(mode: Mode, settings?: Settings): Promise<Lifted>;
  failToLift(mode: Mode, settings?: Settings): Promise<string>;
}

interface Wanted {
  readonly hook: boolean;
  readonly files?: Readonly<Record<string, string>>;
  readonly link?: boolean;
}

// The comparison of `scripts/` lifts its apps with it, too.
const generator = (await import(new URL('../../scripts/sails-app.mjs', import.meta.url).href)) as {
  readonly SailsApp: new (wanted: Wanted & { readonly template: string; readonly from: string }) => GeneratedApp;
};

/** An app from the traditional template, with the files of `app/` in it. `files` are further ones. */
export class SailsApp extends generator.SailsApp {
  constructor(wanted: Wanted) {
    super({ ...wanted, template: 'traditional', from: fileURLToPath(new URL('app', import.meta.url)) });
  }
}
