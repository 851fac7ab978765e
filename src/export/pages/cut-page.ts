/** A page that was asked for twice, with a reference each. */
export interface TwoPages {
  readonly first: string;
  readonly second: string;
}

/** The references of the two requests. */
export interface TwoReferences {
  readonly first: string;
  readonly second: string;
}

/** The parts of a page around its reference, or `undefined` if the two pages differ in something else. */
export function cutAtReference(pages: TwoPages, references: TwoReferences): readonly string[] | undefined {
  const parts = pages.first.split(references.first);
  return parts.join(references.second) === pages.second ? parts : undefined;
}
