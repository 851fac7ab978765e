import { OUR_FOLDERS } from '../../core/values/stack-frames.ts';

/** The files of Halyard in the two builds, and in the source. */
const PLACES = ['/hosting/shared/', '\\hosting\\shared\\', '/common-js/', '\\common-js\\'];
/** The specs beside the source throw the errors of their tests, so only this file of the source is Halyard's. */
const OF_SOURCE = 'adapters/express/guarded-layer.';

/** Finds the folder of Halyard, whose frames appear in no stack. A package that is linked can have any folder. In a bundle it has none. */
export function findOwnFolder(): void {
  const here = (new Error().stack ?? '').split('\n', 2)[1] ?? '';
  const end = Math.max(...PLACES.map((place) => here.lastIndexOf(place)));
  if (end === -1) return;
  const path = here.slice(0, end + 1);
  const folder = path.slice(Math.max(path.indexOf('('), path.indexOf('at ') + 2) + 1).replace('file://', '');
  const own = /[\\/]src[\\/]$/.test(folder) ? folder + OF_SOURCE : folder;
  if (folder !== '' && !OUR_FOLDERS.includes(own)) OUR_FOLDERS.push(own);
}
