import type { Check } from '../finding.ts';
import { unreturned } from '../unreturned/unreturned.ts';
import { appFolders } from './app-folders.ts';
import { builtFiles } from './built-files.ts';
import { copies } from './copies.ts';
import { images } from './images.ts';
import { leaks } from './leaks.ts';
import { mounting } from './mounting.ts';
import { notThrown } from './not-thrown.ts';
import { order } from './order.ts';
import { ownHandlers } from './own-handlers.ts';
import { proxies } from './proxies.ts';
import { secrets } from './secrets.ts';
import { settings } from './settings.ts';
import { versions } from './versions.ts';

/** All checks, in the order in which their findings are shown. To add one, write its file in this folder, and its line here. */
export const CHECKS: readonly Check[] = [
  versions,
  copies,
  mounting,
  ownHandlers,
  order,
  unreturned,
  notThrown,
  leaks,
  secrets,
  settings,
  proxies,
  appFolders,
  builtFiles,
  images,
];
