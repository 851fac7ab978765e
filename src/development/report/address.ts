import { isSecretName, MASKED } from '../../core/values/mask.ts';
import { masked, maskedValue } from './masked.ts';
import type { Pair } from './report.ts';

const MAX_PAIRS = 100;
const MAX_VALUE = 1_024;

/** The address with each value of its query masked by its name and by its shape. An encoded name or value hides nothing. */
export function maskedUrl(url: string): string {
  const [, path = '', query, fragment] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(url.slice(0, 16_384)) ?? [];
  const shownQuery = query === undefined ? '' : `?${query.split('&', MAX_PAIRS).map(maskedParameter).join('&')}`;
  return masked(`${asReceived(path)}${shownQuery}${fragment === undefined ? '' : masked(fragment, MAX_VALUE)}`, 4_096);
}

/** The values of the query, by name. */
export function queryOf(url: string): readonly Pair[] {
  const query = /\?([^#]*)/s.exec(url.slice(0, 16_384))?.[1] ?? '';
  return [...new URLSearchParams(query)].slice(0, MAX_PAIRS).map(([name, value]) => [masked(name, 256), maskedValue(name, value, MAX_VALUE)]);
}

function maskedParameter(parameter: string): string {
  const at = parameter.indexOf('=');
  const [name, value] = at === -1 ? [parameter, ''] : [parameter.slice(0, at), parameter.slice(at + 1)];
  const shownName = asReceived(name);
  if (at === -1) return shownName;
  return `${shownName}=${isSecretName(decoded(name)) ? MASKED : asReceived(value)}`;
}

/** The text as received, unless there is a secret in it when it is decoded. */
function asReceived(text: string): string {
  const plain = decoded(text);
  const shown = masked(plain, 4_096);
  return shown === plain ? text : shown;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
