import type { ExportTarget } from '../model/export-target.ts';
import { errorServerFiles } from './error-server/error-server.ts';
import { systemdNote } from './systemd/note.ts';
import { addressOf, appService, appSocket, errorService, RUNTIME } from './systemd/units.ts';

/** systemd, for an app without a proxy: a server with the error pages takes the port of an app that has failed. */
export const target: ExportTarget = {
  files: (pages, options) => {
    const address = addressOf(options.upstream);
    return [
      ...errorServerFiles(pages, options, { listen: address, runtime: RUNTIME, accessLog: 'syslog:server=unix:/dev/log,tag=error_pages', status: 503 }),
      { path: 'app.service', content: appService() },
      { path: 'app.socket', content: appSocket(address) },
      { path: 'app-error-pages.service', content: errorService(options.folder) },
      { path: 'README.md', content: systemdNote({ address, folder: options.folder, has503: pages.statuses.includes(503) }) },
    ];
  },
};
