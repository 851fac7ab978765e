import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useChromium } from '../browser/chromium.ts';
import { useRedis } from '../flash/redis-server.ts';
import { type Cluster, openCluster } from './cluster.ts';

/** The path for a screenshot of the page. Without it, no screenshot is taken. */
const pictures = process.env['PICTURES'];

describe('sails.io.js in Chromium', () => {
  const redis = useRedis();
  const browser = useChromium();
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    if (redis() !== undefined) cluster = await openCluster(redis().url, { NODE_ENV: 'production', PROCESSES: '2' });
  });
  afterAll(() => cluster?.stop());

  async function opened(): Promise<Page> {
    const page = await (await browser().newContext()).newPage();
    await page.goto(`${cluster?.url}/`);
    await page.locator('#answers td:nth-child(2):not(:empty)').nth(4).waitFor();
    return page;
  }

  const answers = (page: Page): Promise<readonly (readonly string[])[]> =>
    page
      .locator('#answers tr')
      .evaluateAll((rows) => rows.map((row) => Array.from(row.children as Iterable<{ textContent: string }>, (cell) => cell.textContent)));

  it('receives 200, 400, 403, 404 and 500, each with its body', async () => {
    const page = await opened();
    const seen = await answers(page);
    expect(seen.map(([request, status]) => `${request} ${status}`)).toEqual([
      'GET /bookings 200',
      'POST /bookings 400',
      'DELETE /bookings/1 403',
      'GET /bookings/lost 404',
      'GET /tides 500',
    ]);
    expect(JSON.parse(seen[0]![2]!)).toEqual([]);
    expect(JSON.parse(seen[1]![2]!)).toMatchObject({ status: 400, errors: [{ detail: 'Say the name of the boat', pointer: '#/boat' }] });
    expect(JSON.parse(seen[2]![2]!)).toMatchObject({ status: 403, detail: 'Only the harbour master may cancel a booking.' });
    expect(seen[4]![2]).not.toContain('tides.internal');
    if (pictures !== undefined) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/sockets.png`, fullPage: true });
    }
    await page.context().close();
  });

  it('receives the event of a booking from any process', async () => {
    const [one, other] = await Promise.all([opened(), opened()]);
    await one.getByLabel('Name of the boat').fill('Guillemot');
    await one.getByRole('button', { name: 'Book' }).click();
    for (const page of [one, other]) await page.locator('#bookings', { hasText: 'Guillemot' }).waitFor();
    await Promise.all([one, other].map((page) => page.context().close()));
  });

  it('an EventSource reconnects after a temporary failure, and ends after a permanent one', async () => {
    const page = await opened();
    const events = await page.evaluate(
      (path) =>
        new Promise<readonly string[]>((resolve) => {
          const statuses: string[] = [];
          // biome-ignore lint/suspicious/noExplicitAny: the globals of the page
          const source = new (globalThis as any).EventSource(path);
          source.onerror = ({ data }: { data?: string }) => {
            statuses.push(data === undefined ? `lost, state ${source.readyState}` : String(JSON.parse(data).status));
            if (statuses.length === 2) {
              source.close();
              resolve(statuses);
            }
          };
        }),
      '/tides',
    );
    // Halyard's event comes first, then the browser's own event before it reconnects (state 0: connecting).
    expect(events).toEqual(['500', 'lost, state 0']);
    const ended = await page.evaluate(
      (path) =>
        new Promise<number>((resolve) => {
          // biome-ignore lint/suspicious/noExplicitAny: the globals of the page
          const source = new (globalThis as any).EventSource(path);
          source.onerror = () => resolve(source.readyState);
        }),
      '/no/such/page',
    );
    expect(ended).toBe(2);
    await page.context().close();
  });
});
