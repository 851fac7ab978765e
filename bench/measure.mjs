import { load } from './load-generator.mjs';
import { startServer } from './server-process.mjs';
import { variantsOf } from './variants.mjs';

/**
 * V8 has compiled everything after about so many requests. A slow server takes longer for them. When the first load closes its connections,
 * V8 discards much of its compiled code, also of Node itself, and compiles it anew. So the warm-up has several loads.
 */
const WARM_REQUESTS = 40_000;
const WARM_LOADS = 3;
const MAX_WARM_SECONDS = 12;

/** The number of turns of each server in a round. */
const TURNS = 5;

/**
 * Samples of each server for each item. In each round all servers are new processes, which are warmed up first. Then they get load one after the
 * other, in short turns, so that a slow minute of the machine affects all of them. Every second turn has the reverse order.
 */
export async function measure({ items, rounds, seconds, network }, prepared, progress) {
  const samples = [];
  for (let round = 1; round <= rounds; round++) {
    for (const item of items) {
      const taken = await takeRound(item, { seconds, prepared, load: network ? loadOf : loadWithoutNetwork });
      samples.push(...taken.map((sample) => ({ round, item: item.id, ...sample })));
      progress(
        `round ${round} of ${rounds} · ${item.title} · ${variantsOf(item)
          .map(({ id }) => `${id} ${leastOf(taken, id)} µs`)
          .join(', ')}`,
      );
    }
  }
  return samples;
}

async function takeRound(item, { seconds, prepared, load }) {
  const samples = [];
  const servers = [];
  try {
    for (const variant of variantsOf(item)) {
      const server = await startServer(variant, { prepared });
      servers.push({ variant, server });
      await warmUp(server, item, load);
    }
    for (let turn = 1; turn <= TURNS; turn++) {
      for (const { variant, server } of turn % 2 === 1 ? servers : servers.toReversed()) {
        samples.push({ turn, variant: variant.id, ...(await take(server, item, { seconds, load })) });
      }
    }
  } finally {
    await Promise.all(servers.map(({ server }) => server.stop()));
  }
  return samples;
}

async function warmUp(server, item, load) {
  let served = 0;
  for (let second = 0; second < MAX_WARM_SECONDS && (served < WARM_REQUESTS || second < WARM_LOADS); second++) {
    served += (await load(server, item, 1)).requests;
  }
}

/** CPU time of the server, user and system, divided by the requests served in the same window. */
async function take(server, item, { seconds, load }) {
  for (let attempt = 1; attempt <= 5; attempt++) {
    const before = await server.cpu();
    const started = performance.now();
    const { requests, perSecond } = await load(server, item, seconds);
    const cpu = (await server.cpu()) - before;
    // There was no answer, because the machine stood still.
    if (requests === 0) continue;
    // The share of its core that the server had. It is below one when other processes used the core, too.
    const share = cpu / 1000 / (performance.now() - started);
    return { requests, perSecond, cpu: cpu / requests, share };
  }
  throw new Error(`${item.title}: no answer in five attempts.`);
}

function loadOf({ port }, item, seconds) {
  return item.load === undefined ? load(port, item, seconds) : item.load(port, seconds);
}

async function loadWithoutNetwork(server, item, seconds) {
  const requests = await server.answers(item, seconds);
  return { requests, perSecond: requests / seconds };
}

function leastOf(samples, id) {
  return Math.min(...samples.filter(({ variant }) => variant === id).map(({ cpu }) => cpu)).toFixed(0);
}
