import type { NewFile } from '../../generate/response-file.ts';
import type { HostTemplate, NewApp } from '../host-template.ts';
import { releasesOf } from '../releases.ts';
import { extensionOf } from '../source.ts';

/** How the app is started: by Node itself, by Node with tsx where Node does not read TypeScript, or by Node after a build. */
export type Runner = 'node' | 'tsx' | 'built';

export function runnerOf({ language, strips }: NewApp, { languages }: HostTemplate): Runner {
  if (language !== 'ts') return 'node';
  if (languages.length === 1) return 'built';
  return strips ? 'node' : 'tsx';
}

/** `package.json`, with the releases that Halyard is tested with. */
export function packageJson(app: NewApp, host: HostTemplate, where: { readonly folder: string; readonly halyard?: string | undefined }): NewFile {
  const runner = runnerOf(app, host);
  const dependencies = ['halyard', ...host.dependencies, ...(runner === 'tsx' ? ['tsx'] : [])];
  const development = app.language === 'ts' ? ['typescript', '@types/node', ...host.types] : [];
  const manifest = {
    name: app.name,
    version: '0.0.0',
    private: true,
    type: app.language === 'cjs' ? 'commonjs' : 'module',
    engines: { node: app.language === 'ts' && runner === 'node' ? '>=22.18' : '>=20.19' },
    scripts: scriptsOf(app, host, runner),
    dependencies: releasesOf(dependencies, where),
    ...(development.length > 0 && { devDependencies: releasesOf(development, where) }),
  };
  return { path: 'package.json', text: `${JSON.stringify(manifest, null, 2)}\n` };
}

function scriptsOf({ language }: NewApp, { entry }: HostTemplate, runner: Runner): Readonly<Record<string, string>> {
  const extension = extensionOf(language);
  if (runner === 'built') {
    const server = `node --enable-source-maps dist/${entry}.js`;
    return {
      build: 'tsc',
      start: server,
      dev: server.replace('node', 'node --watch'),
      pretest: 'tsc',
      test: 'node --enable-source-maps --test dist/test/*.test.js',
      drill: `tsc && halyard drill dist/${entry}.js`,
      typecheck: 'tsc --noEmit',
    };
  }
  const node = runner === 'tsx' ? 'node --import tsx' : 'node';
  return {
    start: `${node} ${entry}.${extension}`,
    dev: `${node} --watch ${entry}.${extension}`,
    test: `${node} --test test/*.test.${extension}`,
    drill: `halyard drill ${entry}.${extension}`,
    ...(language === 'ts' && { typecheck: 'tsc' }),
  };
}
