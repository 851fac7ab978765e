import { posix } from 'node:path';
import type { DrillReport } from '../model/drill-report.ts';
import type { Finding, Place } from '../model/finding.ts';

/**
 * The place of a finding, relative to the root of the repository. A finding without a place, or with one outside of the repository, is shown where the app
 * mounts Halyard, or in its package.json.
 */
export function placeInRepository(
  { place }: Pick<Finding, 'place'>,
  { app }: Pick<DrillReport, 'app'>,
  folder: string,
): { readonly place: Place; readonly isOfFinding: boolean } {
  const own = place === undefined ? undefined : inRepository(place, folder);
  if (own !== undefined) return { place: own, isOfFinding: true };
  const mounted = app.mountedAt === undefined ? undefined : inRepository(app.mountedAt, folder);
  return { place: mounted ?? { file: posix.join(folder, 'package.json') }, isOfFinding: false };
}

/** `undefined`: the file is not in the repository. */
function inRepository(place: Place, folder: string): Place | undefined {
  const file = place.file.replaceAll('\\', '/');
  if (file === '' || file.startsWith('/') || /^[a-z]:/i.test(file)) return undefined;
  const path = posix.normalize(posix.join(folder, file));
  return path.startsWith('../') || path === '..' || path === '.' ? undefined : { ...place, file: path };
}
