// Starts a Nest app, asks it, and collects its answers and what it logs. The log is read from the output, where Nest writes it without the option `logger`.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';

let output = '';
for (const stream of ['stdout', 'stderr']) {
  process[stream].write = (text) => {
    output += text;
    return true;
  };
}

/** Applies decorators to a method: `route(Payments, 'payment', [Get('payments/:id')], [Param('id')])`. Node does not run decorators. */
export function route(type, name, decorators, parameters = [], types = parameters.map(() => Object)) {
  Reflect.defineMetadata('design:paramtypes', types, type.prototype, name);
  for (const decorate of decorators) decorate(type.prototype, name, Object.getOwnPropertyDescriptor(type.prototype, name));
  for (const [index, decorate] of parameters.entries()) decorate?.(type.prototype, name, index);
}

export async function started(App, platform, prepare = () => {}) {
  const app = await NestFactory.create(App, await adapterOf(platform), { abortOnError: false });
  await prepare(app);
  await app.listen(0, '127.0.0.1');
  return { app, url: `http://127.0.0.1:${app.getHttpServer().address().port}` };
}

async function adapterOf(platform) {
  if (platform === 'express') return new (await import('@nestjs/platform-express')).ExpressAdapter();
  const { fastifyOptions } = await import('halyard/fastify');
  return new (await import('@nestjs/platform-fastify')).FastifyAdapter(fastifyOptions());
}

/** Asks, and returns status, body and the log of this request: each line as `[context] level: text`. */
export async function ask(url, path, init) {
  const { result, lines } = await linesWhile(async () => {
    const response = await fetch(url + path, { ...init, headers: { accept: 'application/json', ...init?.headers } });
    return { status: response.status, type: response.headers.get('content-type'), body: parsed(await response.text().catch(String)) };
  });
  return { ...result, log: lines };
}

/** Calls a function, and returns its result with the log of this call. */
export async function linesWhile(call) {
  output = '';
  const result = await call();
  await new Promise((resolve) => setTimeout(resolve, 30));
  return { result, lines: linesOf(output) };
}

function parsed(text) {
  try {
    const { reference, ...body } = JSON.parse(text);
    return body;
  } catch {
    return text;
  }
}

const LINE = /^\[Nest\] \d+ +- .*? (LOG|WARN|ERROR|DEBUG) (?:\[(\w+)\] )?(.*)$/;

function linesOf(text) {
  return text
    .split('\n')
    .filter(LINE.test, LINE)
    .map((line) =>
      line
        .replace(LINE, '$2 $1 $3')
        .replace(/ \([0-9A-Z-]{9}\)/, '')
        .replace(/ \+\d+ms$/, ''),
    );
}

/** Prints what the spec reads, and ends. */
export async function print(found, app) {
  await app?.close();
  delete process.stdout.write;
  process.stdout.write(JSON.stringify(found), () => process.exit(0));
}
