import { BUILT_IN_NAMES, type Language } from '../generate/response-file.ts';
import type { HostTemplate, NewApp } from './host-template.ts';
import { runnerOf } from './parts/package-json.ts';
import { extensionOf } from './source.ts';

const LANGUAGES: Readonly<Record<Language, string>> = { ts: 'TypeScript', esm: 'JavaScript', cjs: 'CommonJS JavaScript' };

/** What the command prints: what was written, how to start the app, and what to try. */
export function summary(app: NewApp, host: HostTemplate, { shown, isInstalled }: { readonly shown: string; readonly isInstalled: boolean }): string {
  const extension = extensionOf(app.language);
  const steps = [
    ...(shown === '.' ? [] : [`cd ${shown.includes(' ') ? JSON.stringify(shown) : shown}`]),
    ...(isInstalled ? [] : ['npm install']),
    ...(runnerOf(app, host) === 'built' ? ['npm run build'] : []),
    'npm start',
  ];
  const parts = [
    [`${host.routes}.${extension}`, 'the routes and the form'],
    ['api/responses/', `all ${BUILT_IN_NAMES.length} responses, one file each`],
    ['views/', '404, 500, 4xx and the home page'],
    ['test/', 'tests, and the drill of every error answer'],
    ['README.md', 'the commands, and what production needs'],
  ] as const;
  const width = Math.max(...parts.map(([path]) => path.length));
  return `Made ${app.name}, an app on ${host.title} in ${LANGUAGES[app.language]}:
${parts.map(([path, what]) => `  ${path.padEnd(width)}  ${what}`).join('\n')}

Start it:
${steps.map((step) => `  ${step}`).join('\n')}

Try it, in a browser at http://localhost:1337 or here:
  curl -i localhost:1337/messages/99
  curl -i -d 'name=Ada' localhost:1337/messages
  curl -i -H 'Accept: text/markdown' localhost:1337/no/such/page
  npm test
`;
}
