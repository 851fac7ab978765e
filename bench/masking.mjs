// `node bench/masking.mjs`, after `npm run build`: the time for masking one megabyte. The texts are measured in turn. A row shows the median and
// the spread. The first rows are typical for logs. The other rows are made to take long.
import { performance } from 'node:perf_hooks';
import { maskText } from '../dist/core/values/mask.js';

const MEGABYTE = 1_048_576;
const ROUNDS = 15;
const TARGET = 20;

const TEXTS = {
  'a stack trace': '    at Object.<anonymous> (file:///srv/app/src/orders/read-order.js:120:17)\n',
  prose: 'The order could not be read, because the warehouse did not answer in time. ',
  JSON: '{"id":4711,"status":"paid","lines":[{"sku":"A-17","count":2}],"note":"leave it at the door"}\n',
  'a query log': "select id, status from orders where customer = $1 and created > '2026-11-29' order by id limit 50;\n",
  '-eyJ': '-eyJ',
  'a=': 'a=',
  'token="': 'token="',
  '://': '://',
  '@': '@',
  'Bearer ': 'Bearer ',
  '-----BEGIN ': '-----BEGIN ',
  digits: '4111',
};

const times = new Map(Object.keys(TEXTS).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, piece] of Object.entries(TEXTS)) {
    // A new text each time, as one flat string, as it arrives from the network.
    const text = JSON.parse(JSON.stringify(piece.repeat(Math.ceil(MEGABYTE / piece.length)).slice(0, MEGABYTE - 2) + String(round).padStart(2, '0')));
    const started = performance.now();
    maskText(text);
    times.get(name).push(performance.now() - started);
  }
}

console.log(`Masking 1 MB, Node ${process.version}, ${ROUNDS} rounds; target: a median of ${TARGET} ms\n`);
for (const [name, measured] of times) {
  const sorted = measured.toSorted((a, b) => a - b);
  const [least, median, most] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map((time) => time.toFixed(1).padStart(7));
  console.log(`${name.padEnd(16)} ${median} ms (${least.trim()}–${most.trim()})  ${Number(median) <= TARGET ? 'met' : 'NOT MET'}`);
}
