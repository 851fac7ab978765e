'use strict';
// Loads Halyard's ES modules for tools that evaluate CommonJS only, such as Jest. Node and bundlers load the modules themselves, and never this file:
// the conditions `module-sync` and `module` in package.json come before `require`.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, resolve } = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');

/** Dependencies that are published as ES modules only. They are read in the same way. */
const ESM_ONLY = /^(?:@noble\/hashes\/.+|entities\/.+|error-stack-parser-es\/.+|iron-webcrypto|parse5|sugar-high\/.+|uint8array-extras)$/;

/** The exports of each loaded module, by file. Jest has one such map for each test file, as it has one `require` cache. */
const loaded = new Map();

/** Returns the exports of an ES module. Halyard's modules have no import cycle, so each is complete before another one reads it. */
function loadModule(file) {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const exports = Object.defineProperty({}, '__esModule', { value: true });
  loaded.set(file, exports);
  const head = '(function (exports, importFrom, importLater, importUrl) {"use strict";';
  const text = `${head}${asFunctionBody(readFileSync(file, 'utf8'))}\n})\n//# sourceURL=${file}`;
  // An indirect `eval` belongs to the realm of the tool's sandbox, so `instanceof Error` holds there. `node:vm` would compile for the outer realm.
  // biome-ignore lint/security/noGlobalEval: the text is a file of this package or of its dependencies
  const run = globalThis.eval(text);
  const importFrom = (name) => requireFrom(file, name);
  try {
    run(exports, importFrom, async (name) => (name.startsWith('.') ? importFrom(name) : importLater(name)), pathToFileURL(file).href);
  } catch (error) {
    // The next caller gets the same error again, and not half a module.
    loaded.delete(file);
    throw error;
  }
  return exports;
}

function requireFrom(file, name) {
  if (name.startsWith('.')) return loadModule(resolve(dirname(file), name));
  const isOwn = file.startsWith(resolve(__dirname, '..'));
  if (ESM_ONLY.test(name)) return loadModule((isOwn ? require : createRequire(file)).resolve(name));
  return isOwn ? require(name) : createRequire(file)(name);
}

/** `import()`, by the `require` of the tool. It reads the app's own files as the tool is set up to, for example with ts-jest. */
async function importLater(name) {
  const found = require(name.startsWith('file:') ? fileURLToPath(name) : name);
  return found?.__esModule ? found : { ...found, default: found };
}

const IMPORT = /^import\s+(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+)\s*|\{([^}]*)\}\s*)?(?:from\s*)?(["'])([^"']+)\4;?/gm;
const EXPORT_LIST = /^export\s*\{([^}]*)\}(?:\s*from\s*(["'])([^"']+)\2)?;?/gm;
const EXPORT_ALL = /^export\s*\*\s*(?:as\s+([\w$]+)\s+)?from\s*(["'])([^"']+)\2;?/gm;
const EXPORT_DEFAULT = /^export\s+default\s+([\w$]+);/gm;
const EXPORT_DECLARATION = /^export\s+(?=(?:async\s+)?(?:function\*?|class|const|let|var)\s+([\w$]+))/gm;

/** The module as the body of a function. No line moves, so the stack traces stay true. The last line of a module can be a comment. */
function asFunctionBody(text) {
  const assignments = [];
  const assign = (name, value) => assignments.push(`exports.${name} = ${value};`);
  let count = 0;
  return `${text
    .replace(IMPORT, (found, whole, namespace, names, _quote, from) => {
      const module = `$module${count++}`;
      const parts = [`const ${module} = importFrom(${JSON.stringify(from)});`];
      if (whole) parts.push(`const ${whole} = ${module}.__esModule && "default" in ${module} ? ${module}.default : ${module};`);
      if (namespace) parts.push(`const ${namespace} = ${module};`);
      if (names) parts.push(`const {${pairs(names, ':')}} = ${module};`);
      return parts.join(' ') + linesOf(found);
    })
    .replace(EXPORT_LIST, (found, names, _quote, from) => {
      const value = from === undefined ? '' : `importFrom(${JSON.stringify(from)}).`;
      for (const [local, name] of namesIn(names)) assign(name, `${value}${local}`);
      return linesOf(found);
    })
    .replace(EXPORT_ALL, (found, name, _quote, from) => {
      const module = `importFrom(${JSON.stringify(from)})`;
      if (name) assign(name, module);
      else assignments.push(`for (const [name, value] of Object.entries(${module})) if (name !== "default" && !(name in exports)) exports[name] = value;`);
      return linesOf(found);
    })
    .replace(EXPORT_DEFAULT, (_found, name) => {
      assign('default', name);
      return '';
    })
    .replace(EXPORT_DECLARATION, (_found, name) => {
      assign(name, name);
      return '';
    })
    .replace(/(?<![.\w$])import\(/g, 'importLater(')
    .replaceAll('import.meta.url', 'importUrl')}
;${assignments.join(' ')}`;
}

/** `a as b, c` as pairs of the name inside and the name outside. */
function namesIn(names) {
  const parts = names
    .replace(/\/\*[^*]*\*\//g, '')
    .split(',')
    .map((part) => part.trim());
  return parts.filter((part) => part !== '').map((part) => (part.includes(' as ') ? part.split(/\s+as\s+/) : [part, part]));
}

function pairs(names, between) {
  return namesIn(names)
    .map(([name, local]) => (name === local ? name : `${name}${between} ${local}`))
    .join(', ');
}

function linesOf(text) {
  return '\n'.repeat(text.split('\n').length - 1);
}

/** Returns an entry of this package, such as `adapters/express/express.js`. */
module.exports = (entry) => loadModule(resolve(__dirname, '..', entry));
