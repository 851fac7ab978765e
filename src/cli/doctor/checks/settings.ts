import { join } from 'node:path';
import { nameOf, textOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import { walk } from '../../source/walk.ts';
import { type Check, type ExaminedApp, type Finding, findingAt } from '../finding.ts';
import { lineOf, textOfFile } from './manifest-lines.ts';

export const settings: Check = {
  title: 'options and scripts that leave development switched on',
  run: (app) => (app.mounts.length === 0 ? [] : [...options(app), ...scripts(app)]),
};

/** `disclose: true` and `environment: 'development'`, without a condition, in the options of Halyard. */
function options({ index, mounts }: ExaminedApp): readonly Finding[] {
  return mounts.flatMap((mount) => {
    const { file, node } = mount.options === undefined ? { file: mount.file, node: undefined } : index.value(mount.file, mount.options);
    const found: Finding[] = [];
    if (node === undefined) return [];
    walk([node], (one, around) => {
      if (one.type !== 'ObjectProperty' || around.some(({ type }) => /^(?:Conditional|Logical)Expression$|^IfStatement$/.test(type))) return;
      const value = one['value'] as SyntaxNode;
      if (nameOf(one['key']) === 'disclose' && value.type === 'BooleanLiteral' && value['value'] === true) {
        const what = 'disclose: true shows every error with its stack to every client, in production too.';
        found.push(findingAt(file, one, 'disclose-always', what, "Remove it, or choose disclose: 'proved'."));
      }
      if (nameOf(one['key']) === 'environment' && textOf(value) === 'development') {
        const what = "environment: 'development' stays on in production: Halyard shows errors to clients on the same machine, and keeps them on disk.";
        found.push(findingAt(file, one, 'not-production', what, 'Remove it. NODE_ENV decides.'));
      }
    });
    return found;
  });
}

/** A start script that sets development. */
function scripts({ root, manifest }: ExaminedApp): readonly Finding[] {
  const name = ['start', 'start:prod'].find((one) => /\bNODE_ENV\s*=\s*["']?dev/.test(manifest.scripts?.[one] ?? ''));
  if (name === undefined) return [];
  const file = join(root, 'package.json');
  const what = `The script "${name}" sets NODE_ENV to development. If it starts production, errors are shown to clients that look local.`;
  return [
    {
      code: 'not-production',
      what,
      file,
      line: lineOf(textOfFile(file) ?? '', name),
      todo: 'Remove NODE_ENV from it, or write NODE_ENV=production.',
    },
  ];
}
