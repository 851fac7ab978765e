/** How many failures are kept. */
export const MAX_KEPT = 50;

/** The name of a file is the time in milliseconds and the reference, so that a sorted folder has the oldest failure first. */
const NAME = /^(\d{14})-([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})\.json$/;

/** The name of the file of a failure: `01780300800000-7K3M-Q9TX.json`. `undefined` if the failure has no reference. */
export function fileNameOf(time: string, reference: string | undefined): string | undefined {
  const name = `${String(Date.parse(time)).padStart(14, '0')}-${reference}.json`;
  return NAME.test(name) ? name : undefined;
}

/** The names of the files of failures among these, the oldest first. */
export function keptNames(names: readonly string[]): readonly string[] {
  return names.filter((name) => NAME.test(name)).sort();
}

/** The reference in the name of a file. */
export function referenceIn(name: string): string {
  return NAME.exec(name)?.[2] ?? '';
}

/** A file that is being written. Its process may have died since. */
export function isUnfinished(name: string): boolean {
  return name.startsWith('.writing-');
}
