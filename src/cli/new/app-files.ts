import { BUILT_IN_NAMES, type NewFile, responseFile } from '../generate/response-file.ts';
import { viewFile } from '../generate/view-file.ts';
import type { HostTemplate, NewApp } from './host-template.ts';
import { HOME_VIEW } from './parts/home-view.ts';
import { packageJson, runnerOf } from './parts/package-json.ts';
import { projectFiles, tsconfig } from './parts/project-files.ts';
import { readme } from './parts/readme.ts';
import { DRILL_TEST } from './parts/tests.ts';
import { extensionOf, sourceIn } from './source.ts';

/** The error pages of a new app. */
const PAGES = ['404', '500', '4xx'];

/** Before its first release, Halyard is installed from a folder. A link to it would find the packages of that folder, such as another Nest. */
const COPIES: NewFile = { path: '.npmrc', text: '# Copies packages of this disk, as if they came from the registry.\ninstall-links=true\n' };

/**
 * All files of a new app.
 *
 * @param app its name and language
 * @param host the template of its host
 * @param where the folder, and the release of Halyard that was asked for
 */
export function appFiles(app: NewApp, host: HostTemplate, where: { readonly folder: string; readonly halyard?: string | undefined }): readonly NewFile[] {
  const { language, name } = app;
  const built = runnerOf(app, host) === 'built';
  const extension = extensionOf(language);
  const manifest = packageJson(app, host, where);
  return [
    manifest,
    ...(/: "file:.*(?<!\.tgz)"/.test(manifest.text) ? [COPIES] : []),
    readme(app, host),
    ...projectFiles(built),
    ...(language === 'ts' ? [tsconfig(built)] : []),
    ...host.files(app),
    // The compiler changes the names in imports, and not this one.
    { path: `test/drill.test.${extension}`, text: sourceIn(language, DRILL_TEST(`../${host.entry}.${built ? 'js' : 'ts'}`)) },
    { path: 'views/home.ejs', text: HOME_VIEW.replaceAll('{{name}}', name) },
    ...PAGES.map((page) => viewFile(page)),
    ...BUILT_IN_NAMES.map((response) => responseFile(response, { language })),
  ];
}
