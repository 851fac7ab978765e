import { isPlainObject } from '../../core/values/guarded-read.ts';
import { shown } from '../output/shown.ts';
import { wrongArgument } from '../output/wrong-argument.ts';

/** Where the invalid value is: in the body a JSON Pointer (`/boat/length`) or its keys, else the name of a query parameter or of a header field. */
export type IssuePlace = string | readonly (string | number)[] | { readonly parameter: string } | { readonly header: string };

/** An issue as a problem document has it. */
export interface IssueMember {
  /** The message for the person who filled in the form. */
  readonly detail?: unknown;
  /** A JSON Pointer in its URI fragment form: `#/boat/length`. It is absent if the issue is about the whole value. */
  readonly pointer?: unknown;
  readonly parameter?: unknown;
  readonly header?: unknown;
  /** The broken rule: `too_big`. */
  readonly code?: unknown;
  readonly params?: unknown;
}

/** A place in one form, in which two places can be compared: `/boat/length`, `parameter page`, `header x-page`. */
export function placeText(name: string, place: unknown): string {
  if (typeof place === 'string' && (place === '' || place === '#' || /^#?\//.test(place))) return pointerText(place);
  if (Array.isArray(place) && place.every((key) => typeof key === 'string' || typeof key === 'number')) return place.map((key) => `/${escaped(key)}`).join('');
  if (isPlainObject(place) && typeof place['parameter'] === 'string') return `parameter ${place['parameter']}`;
  if (isPlainObject(place) && typeof place['header'] === 'string') return `header ${place['header'].toLowerCase()}`;
  throw wrongArgument(name, {
    found: shown(place),
    expected: "a JSON Pointer such as '/boat/length', its keys ['boat', 'length'], { parameter: 'page' } or { header: 'x-page' }",
    ...(typeof place === 'string' && { todo: `Write ${JSON.stringify(`/${place.replace(/[.[\]]+/g, '/').replace(/^\/|\/$/g, '')}`)}.` }),
  });
}

/** The place of an issue in the same form. */
export function placeOfIssue({ pointer, parameter, header }: IssueMember): string {
  if (typeof parameter === 'string') return `parameter ${parameter}`;
  if (typeof header === 'string') return `header ${header.toLowerCase()}`;
  return typeof pointer === 'string' ? pointerText(pointer) : '';
}

/** RFC 6901: the fragment form is percent-encoded. */
function pointerText(pointer: string): string {
  return pointer.startsWith('#') ? decoded(pointer.slice(1)) : pointer;
}

/** RFC 6901: `~1` is a slash of a key, and `~0` is a tilde. So `['a/b']` and `['a', 'b']` are two places. */
function escaped(key: string | number): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
