/** One picture of a `srcset`: its address, and its width or density (`2x`). */
export interface Candidate {
  readonly url: string;
  readonly descriptor: string;
}

/** The pictures of a `srcset` (HTML §4.8.4.2.1). An address may have commas, such as that of `data:`, but does not end with one. */
export function candidatesOf(srcset: string): readonly Candidate[] {
  const found: Candidate[] = [];
  const next = /[\s,]*([^\s,]\S*)/y;
  for (let at = 0; at < srcset.length; ) {
    next.lastIndex = at;
    const written = next.exec(srcset)?.[1];
    if (written === undefined) break;
    at = next.lastIndex;
    const url = withoutEndingCommas(written);
    if (url !== written) {
      found.push({ url, descriptor: '' });
      continue;
    }
    const end = endOfDescriptor(srcset, at);
    found.push({ url, descriptor: srcset.slice(at, end).trim() });
    at = end + 1;
  }
  return found;
}

function withoutEndingCommas(text: string): string {
  let end = text.length;
  while (text[end - 1] === ',') end--;
  return text.slice(0, end);
}

/** A comma in parentheses does not end a descriptor. */
function endOfDescriptor(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')') depth--;
    else if (text[at] === ',' && depth <= 0) return at;
  }
  return text.length;
}

export function srcsetOf(candidates: readonly Candidate[]): string {
  return candidates.map(({ url, descriptor }) => (descriptor === '' ? url : `${url} ${descriptor}`)).join(', ');
}
