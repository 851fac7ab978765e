import { afterAll, beforeAll } from 'vitest';
import { type Lifted, type Mode, SailsApp } from './sails-app.ts';

interface Lifting {
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, string>>;
}

/** Lifts an app with the hook before the tests, and removes it after them. */
export function useSails(mode: Mode, { files = {}, settings = {} }: Lifting = {}): () => Lifted {
  let app: SailsApp;
  let sails: Lifted;
  beforeAll(async () => {
    app = new SailsApp({ hook: true, files });
    sails = await app.lift(mode, settings);
  }, 180_000);
  afterAll(async () => {
    await sails.stop();
    app.remove();
  });
  return () => sails;
}
