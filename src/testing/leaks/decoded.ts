/** A text as it is, or after an escape was undone. */
export interface Decoded {
  /** `''`: as it is. Otherwise `HTML-escaped`, `base64, then URL-escaped`. */
  readonly how: string;
  readonly text: string;
}

/** How often an escape may be undone: JSON inside of an HTML attribute is escaped twice. */
const DEEPEST = 3;
/** More variants than this have no text of their own. */
const MOST = 60;
/** Only the beginning of a longer text is decoded. */
const LONGEST = 2_000_000;

const ESCAPES: readonly { readonly how: string; readonly undo: (text: string) => readonly string[] }[] = [
  { how: 'HTML-escaped', undo: (text) => (text.includes('&') ? [fromHtml(text)] : []) },
  { how: 'JSON-escaped', undo: (text) => (text.includes('\\') ? [fromJson(text)] : []) },
  { how: 'URL-escaped', undo: (text) => (/[%+]/.test(text) ? [...new Set([fromUrl(text), fromUrl(text.replaceAll('+', ' '))])] : []) },
  { how: 'base64', undo: fromBase64 },
];

/** The text and every text that it is an escaped form of. */
export function decodings(text: string): readonly Decoded[] {
  const all = new Map<string, Decoded>([[text, { how: '', text }]]);
  let latest = [...all.values()];
  for (let depth = 0; depth < DEEPEST && latest.length > 0; depth++) {
    const next: Decoded[] = [];
    for (const { how, text: from } of latest) {
      for (const { how: escaped, undo } of ESCAPES) {
        for (const found of undo(from.slice(0, LONGEST))) {
          if (all.has(found) || all.size >= MOST) continue;
          const decoded = { how: how === '' ? escaped : `${how}, then ${escaped}`, text: found };
          all.set(found, decoded);
          next.push(decoded);
        }
      }
    }
    latest = next;
  }
  return [...all.values()];
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  sol: '/',
  bsol: '\\',
  colon: ':',
  NewLine: '\n',
  Tab: '\t',
};

function fromHtml(text: string): string {
  return text.replace(/&(?:#[xX]([\da-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z]{2,8}));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    return character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) ?? whole;
  });
}

const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function fromJson(text: string): string {
  return text.replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([^ux]))/g, (_whole, four, two, one) => {
    if (one !== undefined) return SHORT[one] ?? one;
    return String.fromCharCode(Number.parseInt(four ?? two, 16));
  });
}

/** Bytes that are no UTF-8 stay readable, which `decodeURIComponent` does not allow. */
function fromUrl(text: string): string {
  return text.replace(/(?:%[\da-fA-F]{2})+/g, (bytes) =>
    new TextDecoder().decode(Uint8Array.from(bytes.slice(1).split('%'), (byte) => Number.parseInt(byte, 16))),
  );
}

/**
 * The texts in base64 and base64url. A text may begin at any of four characters of a longer run, because the run may have another prefix. The texts of a
 * response are joined, because one search is enough for all.
 */
function fromBase64(text: string): readonly string[] {
  // MIME breaks the lines of base64.
  const runs = text.replace(/\r?\n(?=[\w+/=-])/g, '').match(/[\w+/-]{6,}/g) ?? [];
  const found = runs.flatMap((run) => [0, 1, 2, 3].map((start) => bytesOf(run.slice(start)))).filter((part) => part !== '');
  return found.length === 0 ? [] : [found.join('\n')];
}

function bytesOf(run: string): string {
  const standard = run.replaceAll('-', '+').replaceAll('_', '/');
  // One character more than a multiple of four holds no byte.
  const whole = standard.length % 4 === 1 ? standard.slice(0, -1) : standard;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(whole), (byte) => byte.charCodeAt(0)));
  } catch {
    return '';
  }
}

function character(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
