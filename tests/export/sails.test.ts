import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PROXY_STATUSES } from '../../src/export/model/statuses.ts';
import { SailsApp } from '../sails/sails-app.ts';
import { exportPages } from './exported.ts';

describe('an export of an app that Sails has generated', () => {
  const app = new SailsApp({ hook: true });
  afterAll(() => app.remove());

  // A preset of Sails has a JSON of its own. Clients that ask for a problem document get one.
  it('has every status in every format, and is the same each time', async () => {
    const [one, other] = [
      await exportPages(join(app.folder, 'app.js'), { timeout: 120_000 }),
      await exportPages(join(app.folder, 'app.js'), { timeout: 120_000 }),
    ];
    expect(one.pages.pages.map(({ status, format }) => `${status}.${format}`)).toEqual(
      PROXY_STATUSES.flatMap((status) => ['html', 'json', 'problem.json', 'md', 'txt'].map((format) => `${status}.${format}`)),
    );
    expect(other.pages).toEqual(one.pages);
    expect(JSON.stringify(one.pages)).not.toMatch(/127\.0\.0\.1:\d|halyard-export|VX7Q/);
  }, 300_000);
});
