import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Consumer } from './consumer.ts';
import { type Packed, pack, root } from './pack.ts';

const HOSTS = readdirSync(new URL('consumer/hosts', import.meta.url)).map((file) => file.slice(0, -3));
/** The packages of each app: its host with types, and the oldest compiler that Halyard promises to support. */
const PACKAGES = [
  ...['fastify@5', '@hapi/hapi@21', 'koa@3', '@types/koa@3', 'hono@4', '@types/node@20', 'express@5', '@types/express@5'],
  ...['@nestjs/common@12', '@nestjs/core@12', '@nestjs/platform-express@12', 'reflect-metadata', 'rxjs'],
  'typescript@5.4',
];

let packed: Packed;
let consumer: Consumer;
beforeAll(() => {
  packed = pack();
  consumer = new Consumer(packed.tarball);
  consumer.install(...PACKAGES);
}, 180_000);
afterAll(() => {
  consumer.remove();
  packed.remove();
});

describe.each([
  ['the newest TypeScript', () => join(root, 'node_modules/typescript/bin/tsc')],
  ['TypeScript 5.4', () => join(consumer.folder, 'node_modules/typescript/bin/tsc')],
])('the packed types, with %s', (name, compiler) => {
  it.each(['types', ...HOSTS.map((host) => `hosts/${host}`)])(
    'accept %s.ts, and refuse the errors in it',
    async (file) => {
      const project = `tsconfig.${file.replace('/', '-')}.${name.at(-1)}.json`;
      // The declarations of other libraries are not checked: some of them need a compiler newer than 5.4.
      const compilerOptions = { skipLibCheck: true, experimentalDecorators: true, emitDecoratorMetadata: true };
      writeFileSync(join(consumer.folder, project), JSON.stringify({ extends: './tsconfig.json', compilerOptions, files: [`${file}.ts`] }));
      const { stdout, code } = await consumer.run(compiler(), '-p', project);
      expect({ stdout, code }).toEqual({ stdout: '', code: 0 });
    },
    120_000,
  );
});
