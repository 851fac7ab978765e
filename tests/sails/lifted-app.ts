import { afterAll, beforeAll } from 'vitest';
import { type Lifted, type Mode, SailsApp } from './sails-app.ts';

/** Lifts an app with the hook before the tests, and removes it after them. */
export function useSails(mode: Mode): () => Lifted {
  let app: SailsApp;
  let sails: Lifted;
  beforeAll(async () => {
    app = new SailsApp({ hook: true });
    sails = await app.lift(mode);
  }, 180_000);
  afterAll(async () => {
    await sails.stop();
    app.remove();
  });
  return () => sails;
}
