import { fileURLToPath } from 'node:url';

// Everything of the core: the public names, and what an adapter stands on. `neutral` knows no `node:` modules: one import of Node in it fails the bundle.
const everything = ['./dist/index.js', './dist/core/responder.js', './dist/core/settings.js'].map((path) => `export * from '${path}';`).join('\n');

export default [
  {
    name: 'the core and its formats, without Node, min + gzip',
    path: 'dist/index.js',
    gzip: true,
    limit: '15 kB',
    modifyEsbuildConfig: ({ entryPoints: _, ...config }) => ({
      ...config,
      stdin: { contents: everything, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
      platform: 'neutral',
      format: 'esm',
      mainFields: ['module', 'main'],
    }),
  },
];
