import { fileURLToPath } from 'node:url';

// What an app's bundle on another runtime holds: the public names, and what an adapter stands on. `neutral` knows no `node:` modules: one
// import of Node in it fails the bundle.
const everything = [
  "export * from './dist/index.js';",
  "export { Responder } from './dist/core/pipeline/responder.js';",
  "export { settingsOf } from './dist/core/settings/settings.js';",
].join('\n');

export default [
  {
    name: 'the core and its formats, without Node, min + gzip',
    path: 'dist/index.js',
    gzip: true,
    limit: '39 kB',
    modifyEsbuildConfig: ({ entryPoints: _, ...config }) => ({
      ...config,
      stdin: { contents: everything, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
      platform: 'neutral',
      format: 'esm',
      target: 'es2023',
      mainFields: ['module', 'main'],
    }),
  },
];
