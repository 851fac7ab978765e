// In one process of Node, `import` and `require()` give the same module.
import { createRequire } from 'node:module';
import * as imported from 'halyard/express';

const require = createRequire(import.meta.url);
const files = Object.keys(require.cache).filter((file) => file.includes('common-js'));
console.log(require('halyard/express').halyard === imported.halyard, files.length);
