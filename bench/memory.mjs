import { Agent } from 'node:http';
import { exchange } from './exchange.mjs';
import { startServer } from './server-process.mjs';
import { variants } from './variants.mjs';

const REQUESTS = 100_000;
/** The number of requests before the first measurement, so that caches and compiled code already exist. */
const WARMUP = 5_000;
const LANES = 16;
const TARGET = 2_000_000;

/** Values that are new in each request, so that anything stored by Accept or by path would grow. */
function stranger(number) {
  const path = `/lost/${number}/${number.toString(36)}?page=${number}`;
  if (number % 4 === 0) return { path, accept: `text/html, application/x-${number};q=0.9` };
  if (number % 4 === 1) return { path, accept: `application/vnd.berth-${number}+json, */*;q=0.1` };
  if (number % 4 === 2) return { path, accept: `application/json;v=${number}, text/plain;q=0.${number}` };
  return { path, accept: Array.from({ length: 40 }, (_, i) => `image/x-${number}-${i};q=0.${i + 1}`).join(', ') };
}

/** The heap of each Halyard server before and after the requests. */
export async function measureMemory(progress) {
  const rows = [];
  for (const variant of variants.filter(({ id }) => id === 'node-http' || id === 'express-mounted')) {
    progress(`memory · ${variant.title}: ${REQUESTS.toLocaleString('en')} requests, no two alike`);
    const { before, after } = await heapOf(variant);
    rows.push({ variant, before, after, target: TARGET, met: after - before <= TARGET });
  }
  return rows;
}

async function heapOf(variant) {
  const server = await startServer(variant, { flags: ['--expose-gc'] });
  const agent = new Agent({ keepAlive: true, maxSockets: LANES });
  try {
    await askMany(server.port, agent, 0, WARMUP);
    const before = await server.heap();
    await askMany(server.port, agent, WARMUP, WARMUP + REQUESTS);
    return { before, after: await server.heap() };
  } finally {
    agent.destroy();
    await server.stop();
  }
}

async function askMany(port, agent, from, to) {
  let next = from;
  const lane = async () => {
    while (next < to) {
      const { path, accept } = stranger(next++);
      const { status } = await exchange(port, { path, accept }, agent);
      if (status !== 404) throw new Error(`GET ${path} with Accept: ${accept} was answered with ${status}, expected 404.`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
