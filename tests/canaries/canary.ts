/** A text that a person typed into a field called `password`, in a form that is hard to recognise in an output. */
export interface Canary {
  readonly name: string;
  readonly value: unknown;
}

/** Each text holds a run of five letters or digits that occurs nowhere else. */
export const CANARIES: readonly Canary[] = [
  { name: 'a short password', value: 'hunt7' },
  { name: 'a long passphrase', value: `Tr0ubadour rides ${'zanzibar quickly '.repeat(40)}home` },
  { name: 'quotation marks', value: `hunter7"zanzibar'quimby\`yes` },
  { name: 'several lines, one like a frame of a stack', value: 'hunter7\n    at zanzibar (/srv/quimby.js:1:1)' },
  { name: 'HTML', value: '<b title="hunter7">zanzibar</b>&quimby;' },
  { name: 'signs of patterns and replacements', value: "$&$1$`$'hunter7(.*)[a-z]{2}\\zanzibar" },
  { name: 'a number', value: 7_351_946 },
  { name: 'digits as text', value: '0048851973' },
  { name: 'letters of other scripts', value: 'ключик🔑密码密码密码hunter7ß' },
  { name: 'an email address', value: 'Zoe.Quimby@zanzibar.example' },
  { name: 'members of a list and an object', value: ['hunter7', { deep: 'zanzibar', when: 7_351_946 }] },
  { name: 'JSON with an IBAN', value: '{"iban":"DE89370400440532013000","pin":"hunter7"}' },
];

/**
 * The part of the canary that an output contains, in any encoding, or `undefined`. Only runs of letters and digits are compared, so that no
 * escape can hide one.
 */
export function leftIn(output: string, value: unknown): string | undefined {
  const plain = [output, unescaped(output), unescaped(unescaped(output))].join('\n').toLowerCase();
  return runsOf(value).find((run) => plain.includes(run.toLowerCase()));
}

function runsOf(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(runsOf);
  const runs = String(value).match(/[\p{L}\p{N}]{5,}/gu) ?? [];
  return [...new Set(runs)].filter((run) => run !== 'title' && run !== 'rides');
}

function unescaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&quot;': '"', '&amp;': '&', '&lt;': '<', '&gt;': '>', '&#39;': "'", '&#x27;': "'", '&#96;': '`' };
  const html = text.replace(/&(?:quot|amp|lt|gt|#39|#x27|#96);/g, (entity) => entities[entity] as string);
  return html.replace(/\\u([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replace(/\\(.)/g, '$1');
}
