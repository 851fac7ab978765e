import { BUILT_IN_NAMES, type NewFile } from '../../generate/response-file.ts';
import type { HostTemplate, NewApp } from '../host-template.ts';
import { extensionOf } from '../source.ts';
import { runnerOf } from './package-json.ts';

/** `README.md`: how to start the app, where what is, and what production needs. */
export function readme(app: NewApp, host: HostTemplate): NewFile {
  const extension = extensionOf(app.language);
  const runner = runnerOf(app, host);
  const rows = [
    ['the routes and the form', `\`${host.routes}.${extension}\``],
    [`all ${BUILT_IN_NAMES.length} responses of Halyard, one file each. Change one, and every call of it changes`, '`api/responses/`'],
    ['the pages: `404`, `500`, `4xx` for every other error of the client, and the home page', '`views/`'],
    ['the server: its port, its messages, its end', `\`${host.entry}.${extension}\``],
    ['tests, and the drill: it plays every error answer of the app', '`test/`'],
  ];
  const scripts = [
    ...(runner === 'built' ? [['npm run build', 'builds `src/`, `api/` and `test/` into `dist/`. Nest needs the metadata of its decorators']] : []),
    ['npm start', 'starts the app on http://localhost:1337, or on `PORT`'],
    ['npm run dev', runner === 'built' ? 'the same, and restarts after a build: run `npx tsc --watch` beside it' : 'the same, and restarts after a change'],
    ['npm test', 'runs the tests and the drill'],
    ['npm run drill', 'plays every error answer of the app, and prints what is wrong'],
    ...(app.language === 'ts' ? [['npm run typecheck', 'checks the types']] : []),
  ];
  const text = `# ${app.name}

A small app on ${host.title} with Halyard: a browser gets a page, a program gets a problem document (RFC 9457), and the log gets one record.

\`\`\`sh
npm install
${runner === 'built' ? 'npm run build\n' : ''}npm start
\`\`\`

Open http://localhost:1337 and send the form empty. The same as a program sees it:

\`\`\`sh
curl -i localhost:1337/messages/99
curl -i -d 'name=Ada' localhost:1337/messages
curl -i -H 'Accept: text/markdown' localhost:1337/no/such/page
\`\`\`

| What | Where |
| --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

A handler answers with \`${host.call}\`, or throws any error.

| Command | What it does |
| --- | --- |
${scripts.map(([script, what]) => `| \`${script}\` | ${what} |`).join('\n')}
${typescript(app, runner)}
## Production

\`\`\`sh
FLASH_SECRET=$(openssl rand -base64 32) NODE_ENV=production npm start
\`\`\`

With \`NODE_ENV=production\` no client sees the error behind a 500. \`FLASH_SECRET\` seals what a form takes back to its page. It has to be the same on every machine,
and has 32 characters at least. Without it a form is answered in place. \`.env.example\` lists all settings; \`npm start\` reads \`.env\`.

While the app is down, its proxy answers. \`npx halyard export --for nginx,caddy\` writes your error pages for it: see \`proxies.md\` in the docs.

The docs of Halyard are in \`node_modules/halyard/docs/\`: \`responses.md\`, \`views.md\`, \`forms.md\` and \`overriding.md\` first.
`;
  return { path: 'README.md', text };
}

function typescript({ language }: NewApp, runner: string): string {
  if (language !== 'ts' || runner === 'built') return '';
  if (runner === 'node') return '\nNode runs the TypeScript itself (22.18 or newer), so there is no build.\n';
  return '\n`tsx` runs the TypeScript, so there is no build. Node 22.18 runs it without: then remove `--import tsx` from the scripts, and `tsx` from the dependencies.\n';
}
