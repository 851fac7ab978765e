import type { ExportTarget } from '../model/export-target.ts';
import { exampleConf } from './nginx/example-conf.ts';
import { httpConf } from './nginx/http-conf.ts';
import { pageFiles } from './nginx/page-files.ts';
import { readme } from './nginx/readme.ts';
import { errorPagesConf, serverConf } from './nginx/server-conf.ts';

/** nginx from 1.18: it joins the pages with its request id by server-side includes, and chooses the format by maps. */
export const target: ExportTarget = {
  files: (pages, options) => [
    ...pageFiles(pages),
    { path: 'http.conf', content: httpConf(pages, options) },
    { path: 'server.conf', content: serverConf(pages, options) },
    { path: 'error-pages.conf', content: errorPagesConf(pages, options) },
    { path: 'example.conf', content: exampleConf(options) },
    { path: 'README.md', content: readme(options) },
  ],
  nextStep: ({ folder }) =>
    `copy the folder to ${folder}, and write include "${folder}/http.conf"; into http, and include "${folder}/server.conf"; into server. See its README.md`,
};
