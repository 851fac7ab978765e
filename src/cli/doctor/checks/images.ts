import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Check, ExaminedApp, Finding } from '../finding.ts';
import { copiedBy, type Image, imageOf } from './dockerfile.ts';
import { loadsOf, outputOf } from './loads.ts';
import { textOfFile } from './manifest-lines.ts';

export const images: Check = {
  title: 'what the Dockerfile copies, and NODE_ENV in it',
  run(app) {
    const image = imageOf(app);
    return image === undefined || app.mounts.length === 0 ? [] : [...missingFolders(app, image), ...mode(app, image)];
  },
};

/** The folders of views and responses that the app reads when it runs, relative to its root. */
function neededFolders(app: ExaminedApp): readonly string[] {
  const output = outputOf(app);
  return loadsOf(app).flatMap(({ views, responses }) =>
    [views, responses].flatMap((folder) => {
      if (folder === undefined || !existsSync(folder.source)) return [];
      const path = relative(app.root, folder.read);
      // What is in the output of the build comes with the output.
      return path.startsWith('..') || (output !== undefined && path.startsWith(`${output.to.split('/')[0]}/`)) ? [] : [path];
    }),
  );
}

function missingFolders(app: ExaminedApp, { file, instructions }: Image): readonly Finding[] {
  const needed = neededFolders(app);
  const ignored = needed.flatMap((folder) => ignoredLine(app, folder) ?? []);
  if (ignored[0] !== undefined) {
    const { line, pattern } = ignored[0];
    const what = `.dockerignore leaves "${pattern}" out of the image, and load() reads it. Browsers get the built-in page.`;
    return [{ code: 'not-in-image', what, file: join(app.root, '.dockerignore'), line, todo: 'Remove the line.' }];
  }
  const folders = instructions.filter(({ name }) => name === 'WORKDIR').map(({ text }) => text);
  const copies = instructions.filter(({ name }) => name === 'COPY' || name === 'ADD');
  const paths = copies.map((one) => copiedBy(one, folders));
  if (copies.length === 0 || paths.includes(undefined)) return [];
  const missing = needed.filter((folder) => !paths.some((list) => list?.some((path) => covers(path, folder))));
  const last = copies.at(-1);
  if (missing.length === 0 || last === undefined) return [];
  const names = missing.map((folder) => `${folder}/`).join(' and ');
  const what = `The image has no ${names}, which load() reads. ${missing.some((one) => /views/.test(one)) ? 'Browsers get the built-in page.' : 'Halyard has only its own responses.'}`;
  return [{ code: 'not-in-image', what, file, line: last.line, todo: `Add: ${missing.map((folder) => `COPY ${folder} ./${folder}`).join(' and ')}` }];
}

/** `COPY . .` and `COPY views ./views` cover views; a pattern covers what is in its folder. */
function covers(path: string, folder: string): boolean {
  const star = path.indexOf('*');
  const slash = star === -1 ? path.length : path.lastIndexOf('/', star);
  if (slash === -1) {
    const first = folder.split('/')[0] as string;
    return first.startsWith(path.slice(0, star)) && first.endsWith(path.slice(path.lastIndexOf('*') + 1));
  }
  const base = path.slice(0, slash);
  return folder === base || folder.startsWith(`${base}/`) || base.startsWith(`${folder}/`) || base.endsWith(`/${folder}`);
}

function ignoredLine({ root }: ExaminedApp, folder: string): { readonly line: number; readonly pattern: string } | undefined {
  const lines = (textOfFile(join(root, '.dockerignore')) ?? '').split('\n').map((line) => line.trim());
  if (lines.some((line) => line.startsWith('!') && line.includes(folder.split('/')[0] as string))) return undefined;
  const at = lines.findIndex((line) => {
    const path = line.replace(/^(?:\*\*\/|\/)/, '').replace(/\/(?:\*\*)?$/, '');
    return line !== '' && !line.startsWith('#') && (path === folder || path === folder.split('/')[0] || (path === '*.ejs' && folder.endsWith('views')));
  });
  return at === -1 ? undefined : { line: at + 1, pattern: lines[at] as string };
}

/** Without NODE_ENV the app runs in development mode. Node's own images do not set it. */
function mode(app: ExaminedApp, { file, instructions }: Image): readonly Finding[] {
  const start = instructions.findLast(({ name }) => name === 'CMD' || name === 'ENTRYPOINT');
  const base = instructions[0]?.text ?? '';
  if (start === undefined || !/(?:^|\/|\s)node:/.test(base)) return [];
  const env = instructions.filter(({ name }) => name === 'ENV' || name === 'ARG' || name === 'CMD' || name === 'ENTRYPOINT');
  const set = env.find(({ text }) => /\bNODE_ENV\b/.test(text));
  const others = ['fly.toml', 'docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml', 'render.yaml', 'app.yaml'];
  const isElsewhere =
    others.some((name) => /\bNODE_ENV\b/.test(textOfFile(join(app.root, name)) ?? '')) ||
    startsWithMode(app, start.text) ||
    app.index.order.some(({ source }) => /environment:\s*['"]production|NODE_ENV\s*(?:\?\?=|\|\|=|=)\s*['"]production/.test(source.text));
  if (set !== undefined && /NODE_ENV[= ]\s*["']?(?:development|dev)\b/.test(set.text)) {
    return [{ code: 'not-production', what: 'The image runs the app in development mode.', file, line: set.line, todo: 'Write: ENV NODE_ENV=production' }];
  }
  if (set !== undefined || isElsewhere) return [];
  const what = 'Nothing sets NODE_ENV in the image, so the app runs in development mode: error details are kept, and clients that look local see them.';
  return [{ code: 'not-production', what, file, line: start.line, todo: 'Add above it: ENV NODE_ENV=production' }];
}

/** `CMD ["npm", "start"]` with a script that sets NODE_ENV. */
function startsWithMode({ manifest }: ExaminedApp, text: string): boolean {
  const name = /\b(?:npm|pnpm|yarn)\b\W+(?:run\W+)?([\w:-]+)/.exec(text)?.[1];
  return /NODE_ENV\s{0,8}=?\s{0,8}production/.test(manifest.scripts?.[name ?? ''] ?? '');
}
