import { boundedText } from '../../core/values/bounded-text.ts';
import type { JsonLimits } from '../../core/values/json-limits.ts';
import { jsonValue } from '../../core/values/json-value.ts';
import { isSecretName, MASKED, maskText } from '../../core/values/mask.ts';

/** The limits of one value of the report, such as a body or a member of an error. */
const LIMITS: JsonLimits = { depth: 8, items: 100, text: 8_192, bytes: 16_384, time: 250 };

/** A text without secrets, cut at `most` UTF-16 units. Any other value as JSON, without the values of members with the names of secrets. */
export function masked(value: unknown, most = LIMITS.bytes): string {
  // The text is cut before masking, which reads all of it, and again after it.
  if (typeof value === 'string') return boundedText(maskText(boundedText(value, most + 2_048)), most);
  const json = jsonValue(value, { limits: { ...LIMITS, bytes: most }, now: () => performance.now(), errors: true, mask: true, once: true });
  return json === undefined ? String(typeof value) : JSON.stringify(json, undefined, 2);
}

/** A value with a name. A name of a secret masks the whole value. */
export function maskedValue(name: string, value: unknown, most?: number): string {
  return isSecretName(name) ? MASKED : masked(value, most);
}
