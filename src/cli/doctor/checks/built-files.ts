import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { textOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import { type Check, type ExaminedApp, type Finding, findingAt } from '../finding.ts';
import { compiledFolder, type Load, loadsOf, pathOf } from './loads.ts';
import { textOfFile } from './manifest-lines.ts';
import { namesIn } from './names-in.ts';
import { hasWord } from './words.ts';

export const builtFiles: Check = {
  title: 'views and responses in the output of the build',
  run: (app) => [...loadsOf(app).flatMap((load) => [...unbuilt(app, load), ...elsewhere(app, load)]), ...hostViews(app)],
};

/** The folders that a build has to copy, because a compiler leaves them behind. */
function unbuilt(app: ExaminedApp, { file, node, root, views, responses }: Load): readonly Finding[] {
  const missing = [views, responses]
    .filter((folder) => folder !== undefined)
    .filter(({ read, source }) => read !== source && existsSync(source) && !isBuilt(app, source, read));
  const [first] = missing;
  if (first === undefined) return [];
  const names = missing.map(({ source }) => `${relative(app.root, source)}/`).join(' and ');
  const effect = views !== undefined && missing.includes(views) ? 'the built-in pages only' : 'no responses of its own';
  const what = `The build does not copy ${names}. The compiled app looks for it in ${relative(app.root, root) || '.'}/, so it has ${effect}.`;
  const copy = `cp -r ${relative(app.root, first.source)} ${relative(app.root, dirname(first.read))}/`;
  return [findingAt(file, node, 'not-in-build', what, `Copy it after the compiler: ${copy}, or keep the folder beside package.json and let root name that.`)];
}

/** Whether a folder is in the output: it is there, it is compiled, or a step of the build copies it. */
function isBuilt(app: ExaminedApp, folder: string, target: string): boolean {
  if (existsSync(target)) return true;
  const files = namesIn(folder);
  const isCompiled =
    files.some((name) => /\.[mc]?tsx?$/.test(name)) &&
    !files.some((name) => /\.(?:ejs|html?|pug|hbs|njk|eta)$/.test(name)) &&
    !/\b(?:esbuild|tsup|tsdown|rollup|webpack|ncc|vite build)\b/.test(scripts(app));
  if (isCompiled) return true;
  return copies(app, relative(app.root, folder).split(/[\\/]/).at(-1) as string, files);
}

function scripts({ manifest }: ExaminedApp): string {
  return Object.values(manifest.scripts ?? {}).join('\n');
}

/** Whether a script, or a file that the build uses, copies a folder. */
function copies(app: ExaminedApp, name: string, files: readonly string[]): boolean {
  const texts = scripts(app)
    .split('\n')
    .flatMap((script) => [script, ...filesIn(app, script)]);
  const patterns = ['*.{', ...files.map((file) => `*.${file.split('.').at(-1)}`)];
  const mentions = (text: string): boolean => hasWord(text, name) || patterns.some((pattern) => text.includes(pattern));
  const copying = texts.some(
    (text) => /\b(?:cp|cpSync|copyFile\w*|copyfiles|cpx2?|cpy|ncp|rsync|xcopy|robocopy|copy|fs-extra|CopyPlugin|publicDir)\b/i.test(text) && mentions(text),
  );
  const nest = textOfFile(join(app.root, 'nest-cli.json')) ?? '';
  const configs = [
    'tsup.config.ts',
    'tsdown.config.ts',
    'webpack.config.js',
    'rollup.config.js',
    'rollup.config.mjs',
    'vite.config.ts',
    'gulpfile.js',
    'Makefile',
    'esbuild.mjs',
  ];
  return (
    copying ||
    (nest.includes('"assets"') && (mentions(nest) || /\*\*\/\*/.test(nest))) ||
    configs.some((one) => mentions(textOfFile(join(app.root, one)) ?? ''))
  );
}

/** The files that a script runs: `node scripts/build.mjs`. */
function filesIn({ root }: ExaminedApp, script: string): readonly string[] {
  return [...script.matchAll(/(?:^|\s)([\w./-]+\.[mc]?[jt]s|[\w./-]+\.sh)\b/g)].flatMap(([, path]) => textOfFile(join(root, path as string)) ?? []);
}

/** The views of Express: `app.set('views', join(__dirname, 'views'))`. */
function hostViews(app: ExaminedApp): readonly Finding[] {
  return app.apps.flatMap(({ events }) =>
    events.flatMap(({ method, args, file, node }) => {
      const [name, path] = args as readonly [SyntaxNode, SyntaxNode];
      if (
        !/^(?:set|setBaseViewsDir)$/.test(method) ||
        args.length === 0 ||
        (method === 'set' && textOf(name) !== 'views') ||
        (method === 'set' && path === undefined)
      )
        return [];
      const expression = method === 'set' ? path : name;
      const folder = join(file.source.file, '..');
      const [from, to] = [folder, compiledFolder(app, folder)].map((one) => pathOf(app, file, expression, one));
      if (from === undefined || to === undefined || from === to || !existsSync(from) || isBuilt(app, from, to)) return [];
      const what = `The build does not copy ${relative(app.root, from)}/. The compiled app looks for it in ${relative(app.root, to)}/, so it has no views.`;
      return [
        findingAt(file, node, 'not-in-build', what, `Copy it after the compiler: cp -r ${relative(app.root, from)} ${relative(app.root, join(to, '..'))}/`),
      ];
    }),
  );
}

/** `load()` looks into a folder without views, and the app has error pages beside package.json. */
function elsewhere(app: ExaminedApp, { file, node, root, views, responses }: Load): readonly Finding[] {
  const hasOwn = [views, responses].some((folder) => folder !== undefined && existsSync(folder.source));
  const candidates = [app.root, join(app.root, 'src')].filter((folder) => folder !== root);
  const found = candidates.find((folder) => hasErrorViews(join(folder, 'views')) || existsSync(join(folder, 'api/responses')));
  if (hasOwn || found === undefined || views === undefined) return [];
  const what = `load() looks for views/ and api/responses/ in ${relative(app.root, root) || '.'}/, and they are in ${relative(app.root, found) || 'the folder of package.json'}.`;
  return [findingAt(file, node, 'load-root-wrong', what, "Let root name that folder, such as join(import.meta.dirname, '..').")];
}

function hasErrorViews(folder: string): boolean {
  return namesIn(folder).some((name) => /^[1-5](?:\d\d|xx)\.\w+$/.test(name));
}
