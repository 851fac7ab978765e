import { afterEach, describe, expect, it } from 'vitest';
import { Cluster } from './cluster.ts';
import { letIn, type Tally } from './crowd.ts';
import { useRedis } from './redis-server.ts';

const SECRET = 'a secret of 32 characters or more';
const MINUTES = 180_000;

let cluster: Cluster;
afterEach(() => cluster?.stop());

/** The forbidden events that happened. */
function broken({ lost, shownTwice, wrong }: Tally): object {
  return { lost, shownTwice, wrong: wrong.slice(0, 5) };
}

const NOTHING = { lost: 0, shownTwice: 0, wrong: [] };

describe('2,000 forms refused by four processes behind one port, processes killed all the while,', () => {
  const redis = useRedis();

  /** Printed for the log of the run: how many flashes were kept, and what the kills cost. */
  async function letThemIn(annotate: (message: string) => Promise<unknown>): Promise<Tally> {
    const { origin } = cluster;
    const tally = await letIn({ origin, visitors: 2_000, atOnce: 300, afterVisit: (visits) => visits % 150 === 0 && cluster.kill() });
    // If the machine is too busy to keep a flash within the store's deadline, the form is answered in place. That is correct, but must be rare.
    expect(tally.promised).toBeGreaterThan(0);
    await annotate(`${cluster.kills} processes killed: ${JSON.stringify(tally)}`);
    return tally;
  }

  it('with the sealed cookie and nothing shared: no flash is lost, shown twice or shown to another', {
    timeout: MINUTES,
  }, async ({ annotate }) => {
    cluster = await Cluster.start({ processes: 4, secret: SECRET });
    const tally = await letThemIn(annotate);
    expect(broken(tally)).toEqual(NOTHING);
    expect(tally.takenByTheDead).toBe(0);
    expect(tally.promised + tally.inPlace).toBe(2_000);
    expect(cluster.kills).toBeGreaterThan(8);
  });

  it('with Redis or Valkey: no flash is lost, shown twice or shown to another, nor to cookies kept from before', {
    timeout: MINUTES,
  }, async ({ annotate }) => {
    cluster = await Cluster.start({ processes: 4, store: 'redis', redis: redis().url });
    const tally = await letThemIn(annotate);
    expect(broken(tally)).toEqual(NOTHING);
    expect(tally.replayed).toBe(0);
    expect(tally.promised + tally.inPlace).toBe(2_000);
    expect(cluster.kills).toBeGreaterThan(8);
  });
});

describe.each(['redis', 'ioredis'] as const)('Redis or Valkey killed while forms are refused, on clients of `%s`:', (store) => {
  const redis = useRedis();

  /** One third of the forms is sent before the kill, one third without a server, and one third after its restart. */
  async function letThemIn(): Promise<Tally> {
    let lives = 0;
    return letIn({
      origin: cluster.origin,
      visitors: 600,
      atOnce: 100,
      storeLives: () => lives,
      async afterVisit(visits) {
        if (visits === 200) {
          lives += 1;
          await redis().kill();
        }
        if (visits === 400) await redis().start();
      },
    });
  }

  it('every form is answered, by the redirect or in place, and later only by the redirect', { timeout: MINUTES }, async () => {
    cluster = await Cluster.start({ processes: 2, store, redis: redis().url });
    const tally = await letThemIn();
    expect(broken(tally)).toEqual(NOTHING);
    expect(tally.promised + tally.inPlace).toBe(600);
    expect(tally.inPlace).toBeGreaterThan(0);
    expect(tally.cut).toBe(0);
    // Once every process has its connection again, every form is sent back, without a restart of the app.
    for (let promised = 0; promised < 8; ) promised = (await letIn({ origin: cluster.origin, visitors: 8, atOnce: 1 })).promised;
    expect(await letIn({ origin: cluster.origin, visitors: 200, atOnce: 20 })).toMatchObject({ promised: 200, inPlace: 0, ...NOTHING, replayed: 0 });
  });

  it('with a secret, every form is sent back: the sealed cookie replaces the store', { timeout: MINUTES }, async () => {
    cluster = await Cluster.start({ processes: 2, store, redis: redis().url, secret: SECRET });
    const tally = await letThemIn();
    expect(broken(tally)).toEqual(NOTHING);
    expect(tally.promised + tally.inPlace).toBe(600);
    expect(tally.cut).toBe(0);
  });
});
