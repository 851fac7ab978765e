import type { Language } from '../generate/response-file.ts';

/**
 * A module of the new app in its language. The templates are TypeScript modules, with what only TypeScript has between « and ». `import … from './x.ts'`
 * names a file of the app.
 *
 * @example
 * sourceIn('esm', "import { a } from './a.ts';\nexport const b«: number» = a;\n"); // import { a } from './a.js'; …
 */
export function sourceIn(language: Language, template: string): string {
  if (language === 'ts') return template.replace(/[«»]/g, '');
  const untyped = template.replace(/«[^«»]*»/g, '').replace(/(['"]\.{1,2}\/[^'"]*)\.ts(['"])/g, '$1.js$2');
  return language === 'esm' ? untyped : commonJs(untyped);
}

/** The statements of a module as CommonJS has them. What is exported is listed in the last line. */
function commonJs(text: string): string {
  const names = Array.from(text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm), ([, name]) => name);
  const body = text
    .split('\n')
    .map(asRequired)
    .join('\n')
    .replace(/^export (?=(?:async )?(?:function|const|class) )/gm, '')
    .replaceAll('import.meta.dirname', '__dirname');
  return names.length === 0 ? body : `${body}\nmodule.exports = { ${names.join(', ')} };\n`;
}

/** `import a from 'b';` and `import 'b';` as CommonJS has them. Other lines stay as they are. */
function asRequired(line: string): string {
  if (!line.startsWith('import ') || !line.endsWith(';')) return line;
  const text = line.slice('import '.length, -1);
  const at = text.lastIndexOf(' from ');
  if (at !== -1) return required(text.slice(0, at), text.slice(at + ' from '.length));
  return /^['"]/.test(text) ? `require(${text});` : line;
}

function required(what: string, from: string): string {
  const [, own, names] = /^(\w+)?(?:, )?(\{.*\})?$/.exec(what) ?? [];
  if (names === undefined) return `const ${own} = require(${from});`;
  const destructured = `const ${names.replace(/ as /g, ': ')} = require(${from});`;
  return own === undefined ? destructured : `const ${own} = require(${from});\n${destructured}`;
}

/** The extension of a module of the app. Its package.json has the `type` that fits. */
export function extensionOf(language: Language): string {
  return language === 'ts' ? 'ts' : 'js';
}
