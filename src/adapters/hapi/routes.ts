import { resolve } from 'node:path';
import type { Request } from '@hapi/hapi';
import type { RouteTable } from '../../core/ports/route-table.ts';
import { capturedVariables } from '../../hosting/shared/captured-variables.ts';
import { RouteList } from '../../hosting/shared/route-list.ts';

/** The variables of a directory handler of @hapi/inert. The server keeps its folders nowhere else. */
interface DirectoryVariables {
  readonly normalized?: unknown;
  readonly basePath?: unknown;
}

/** The routes of a server, with the prefixes of its plugins, and the folders of @hapi/inert. */
export function routesOf({ server }: Request): RouteTable {
  const list = new RouteList();
  for (const { method, path, settings } of server.table()) {
    if (!list.visit()) break;
    list.add(method, path);
    if (!path.endsWith('*}')) continue;
    const { normalized, basePath } = capturedVariables(settings.handler) as DirectoryVariables;
    const folders = Array.isArray(normalized) ? normalized.filter((folder) => typeof folder === 'string') : [];
    for (const folder of folders) list.addFolder(path.slice(0, path.lastIndexOf('/')) || '/', resolve(String(basePath ?? ''), folder));
  }
  return list;
}
