// Loaded with --import: counts what the process reads from the disk once the app says so, and the modules that it loads.
import fs from 'node:fs';
import { register, syncBuiltinESMExports } from 'node:module';
import { MessageChannel } from 'node:worker_threads';

const reads = [];
globalThis.diskReads = { list: reads, isCounting: false };

function count(target, name) {
  const original = target[name];
  if (typeof original !== 'function') return;
  target[name] = function counted(path, ...rest) {
    if (globalThis.diskReads.isCounting) reads.push(`${name} ${String(path)}`);
    return original.call(this, path, ...rest);
  };
}

const NAMES = [
  'readFile',
  'readFileSync',
  'open',
  'openSync',
  'opendir',
  'opendirSync',
  'readdir',
  'readdirSync',
  'createReadStream',
  'stat',
  'statSync',
  'lstat',
  'lstatSync',
];
for (const name of [...NAMES, 'access', 'accessSync', 'existsSync', 'realpath', 'realpathSync', 'writeFile', 'writeFileSync', 'mkdir', 'mkdirSync'])
  count(fs, name);
for (const name of NAMES.filter((one) => !one.endsWith('Sync') && one !== 'createReadStream')) count(fs.promises, name);
syncBuiltinESMExports();

// Node 20 runs the hooks of modules in a thread of their own.
const HOOKS = `
let port;
export function initialize(data) { port = data.port; }
export function load(url, context, next) { port.postMessage(url); return next(url, context); }
`;
const { port1, port2 } = new MessageChannel();
port1.on('message', (url) => {
  if (globalThis.diskReads.isCounting) reads.push(`import ${url}`);
});
port1.unref();
register(`data:text/javascript,${encodeURIComponent(HOOKS)}`, { data: { port: port2 }, transferList: [port2] });
