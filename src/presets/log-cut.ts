import type { PublicOutcome } from '../core/disclosure/disclose.ts';
import type { FormatContext } from '../core/formats/format.ts';

/** The marks that Halyard leaves where it cuts a value. */
const CUT = / … \(cut\)"|"(?:\[cut\]|\[too deep\]|… and \d{1,16} more)"|"…":"and /;

/** The responses whose cut answers were logged, by the settings of the app. */
const logged = new WeakMap<object, Set<string>>();

/**
 * Logs that the body of an error was cut: once for each response at the level `warn`, and after that at `debug`. Sails itself sends the whole argument, so
 * an app may rely on that.
 */
export function logCut({ name, status }: PublicOutcome, body: string, { settings, note }: FormatContext): void {
  if (status < 400 || !CUT.test(body)) return;
  const known = logged.get(settings) ?? new Set();
  logged.set(settings, known);
  const level = known.has(name) ? 'debug' : 'warn';
  known.add(name);
  const todo = 'The body of an error has at most 12 KB of data. Send more with ok(), or less with the error (docs/sails.md).';
  note(level, { response: name, status }, `halyard: the data of ${name}() was cut. ${todo}`);
}
