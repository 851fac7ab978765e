#!/usr/bin/env node
// `npm create halyard harbour` is `halyard new harbour`. The package of Halyard lets nobody import its commands, so the path is made here.
process.argv.splice(2, 0, 'new');
await import(new URL('dist/cli/halyard.js', import.meta.resolve('halyard/package.json')).href);
