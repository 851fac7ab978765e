import type { NewFile } from '../../generate/response-file.ts';
import type { NewApp } from '../host-template.ts';
import { MESSAGES } from '../parts/messages.ts';
import { SERVER } from '../parts/server.ts';
import { APP_TEST } from '../parts/tests.ts';
import { extensionOf, sourceIn } from '../source.ts';

/** The modules of an app that needs no build: they lie beside package.json. `own` are those of the host, by name. */
export function flatFiles({ language, name }: NewApp, own: Readonly<Record<string, string>>): readonly NewFile[] {
  const modules = { ...own, messages: MESSAGES, server: SERVER.replace('{{name}}', name), 'test/app.test': APP_TEST('../listen.ts') };
  return Object.entries(modules).map(([path, template]) => ({ path: `${path}.${extensionOf(language)}`, text: sourceIn(language, template) }));
}
