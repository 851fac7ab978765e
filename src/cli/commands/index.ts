import type { Command } from '../command.ts';

/** A command in the table: what it does, and its file, which is loaded only if the command runs. */
interface Entry {
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** The commands of the bin by name, in the order in which somebody needs them. To add one, write its file in this folder, and its line here. */
export const COMMANDS: Readonly<Record<string, Entry>> = {
  new: { summary: 'makes a small app with all responses as files, on any host', load: () => import('./new.ts') },
  init: { summary: 'shows how to mount Halyard in an app, and writes what is missing', load: () => import('./init.ts') },
  generate: { summary: 'writes files of responses and error pages', load: () => import('./generate.ts') },
  responses: { summary: 'lists the responses of this app, with status and file', load: () => import('./responses.ts') },
  doctor: { summary: 'finds what breaks the error answers of an app, in its source', load: () => import('./doctor.ts') },
  drill: { summary: 'plays each error answer of an app, and reports what is wrong', load: () => import('./drill.ts') },
  down: { summary: 'takes the app out of service: every request gets a 503', load: () => import('./down.ts') },
  up: { summary: 'puts the app back into service', load: () => import('./up.ts') },
  export: { summary: 'writes error pages and their configuration for proxies and CDNs', load: () => import('./export.ts') },
  show: { summary: 'shows the last failures, or one of them by its reference', load: () => import('./show.ts') },
};
