import { didYouMean } from '../../core/values/known-names.ts';
import { type Arguments, type Command, EXIT } from '../command.ts';
import type { Language } from '../generate/response-file.ts';
import type { HostTemplate } from '../new/host-template.ts';

/** `halyard new`: writes a small app with all responses as files, its pages, and a test that drills them. */
export const command: Command = {
  help: `halyard new <name> [options]

Writes a small app into the new folder <name>: a route, a form with validation, all responses as files in api/responses/,
error pages in views/, and tests. With "." it writes into the folder that you are in, if that is empty.
It never changes a file: a folder that has files is refused.

Options:
  --host <host>      express, fastify, koa, hono, nest, hapi, node, fetch or sails (default: it asks at a terminal, else express)
  --js               JavaScript modules instead of TypeScript
  --cjs              JavaScript with require(): express, fastify, koa, hapi, node, sails
  --install          runs npm install (default: it asks at a terminal, else no)
  --no-install       does not run it, and does not ask
  --halyard <spec>   the version of Halyard, or the path of a tarball, for the package.json (default: the version of this command)
  --help             this text

Nest apps are TypeScript. Sails apps are CommonJS JavaScript.

Examples:
  npx halyard new harbour
  npx halyard new harbour --host koa --js
  npx halyard new . --host fastify --no-install
  npm create halyard harbour

Exit codes:
  0  written
  1  the folder has files or cannot be written, or npm install failed
  2  an unknown option or host, a name that npm refuses, or a language that the host does not have
`,
  options: {
    host: { type: 'string' },
    js: { type: 'boolean' },
    cjs: { type: 'boolean' },
    install: { type: 'boolean' },
    'no-install': { type: 'boolean' },
    halyard: { type: 'string' },
  },
  positionals: 1,
  run,
};

async function run({ values, positionals: [typed] }: Arguments): Promise<number> {
  if (typed === undefined || typed === '') return misused('Name the app: "halyard new harbour", or "halyard new ." for the folder that you are in.');
  if (values['install'] && values['no-install']) return misused('Choose one of --install and --no-install.');
  const { HOSTS } = await import('../new/hosts/index.ts');
  const { choose, isTerminal } = await import('../new/questions.ts');
  const names = Object.keys(HOSTS);
  const name = (values['host'] as string | undefined) ?? (isTerminal() ? await choose('Which host?', names) : 'express');
  const host = Object.hasOwn(HOSTS, name) ? HOSTS[name] : undefined;
  if (host === undefined) return misused(`There is no host "${name}". ${didYouMean(name, names)?.todo ?? `Expected one of ${names.join(', ')}.`}`);
  const language = languageOf(host, values);
  if (typeof language === 'object') return misused(language.problem);
  const { makeApp } = await import('../new/make-app.ts');
  const wantsInstall = values['no-install'] ? false : (values['install'] as boolean | undefined);
  return makeApp({ typed, host, language, install: wantsInstall, halyard: values['halyard'] as string | undefined });
}

function languageOf({ title, languages, reason }: HostTemplate, values: Arguments['values']): Language | { readonly problem: string } {
  const [usual = 'ts'] = languages;
  if (values['cjs'])
    return languages.includes('cjs')
      ? 'cjs'
      : { problem: `--cjs is not for ${title}: ${reason}. ${languages.includes('esm') ? 'Use --js.' : 'Leave it out.'}` };
  if (!values['js']) return usual;
  const javaScript = languages.find((language) => language !== 'ts');
  return javaScript ?? { problem: `--js is not for ${title}: ${reason}. Leave it out.` };
}

function misused(problem: string): number {
  process.stderr.write(`halyard: ${problem} See "halyard new --help".\n`);
  return EXIT.misused;
}
