import { posix } from 'node:path';
import type { DrillReport } from '../model/drill-report.ts';
import type { Finding, Place } from '../model/finding.ts';

/**
 * The place of a finding, relative to the root of the repository. A finding without a place, or with one outside of the repository, is shown where the app
 * mounts Halyard, or at the entry, or in the package.json.
 */
export function placeInRepository(
  { place }: Pick<Finding, 'place'>,
  { app }: Pick<DrillReport, 'app'>,
  folder: string,
): { readonly place: Place; readonly isOfFinding: boolean } {
  const own = place === undefined ? undefined : inRepository(place, folder);
  if (own !== undefined) return { place: own, isOfFinding: true };
  const others = [app.mountedAt, ...(/^https?:/i.test(app.entry) ? [] : [{ file: app.entry }]), { file: 'package.json' }];
  const found = others.map((other) => (other === undefined ? undefined : inRepository(other, folder))).find((other) => other !== undefined);
  return { place: found ?? { file: 'package.json' }, isOfFinding: false };
}

/** `undefined`: the file is not in the repository. */
function inRepository(place: Place, folder: string): Place | undefined {
  const file = place.file.replaceAll('\\', '/');
  if (file === '' || file.startsWith('/') || /^[a-z]:/i.test(file)) return undefined;
  const path = posix.normalize(posix.join(folder, file));
  return path.startsWith('../') || path === '..' || path === '.' ? undefined : { ...place, file: path };
}
