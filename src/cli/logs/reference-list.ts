import { maskText } from '../../core/values/mask.ts';
import { oneLine } from '../../development/text/lines-of-error.ts';
import type { Paint } from '../../development/text/paint.ts';
import { entryOf } from './log-entry.ts';
import { objectIn, objectsAround } from './log-object.ts';
import { referenceValuesIn } from './reference-pattern.ts';
import { LineUnwrapper } from './unwrap-line.ts';

const MAX_LISTED = 1_000;

interface Listed {
  readonly reference: string;
  readonly time: number | undefined;
  readonly message: string;
  readonly records: number;
}

/** Lists the references in a log: the last thousand of them. */
export class ReferenceList {
  readonly #unwrapper = new LineUnwrapper();
  readonly #listed = new Map<string, Listed>();

  get found(): number {
    return this.#listed.size;
  }

  read(lines: readonly string[]): void {
    for (const line of lines) {
      const whole = this.#unwrapper.unwrap(line);
      if (whole === undefined) continue;
      for (const reference of referenceValuesIn(whole.text)) this.#add(reference, whole.text, whole.time);
    }
  }

  #add(reference: string, text: string, runtimeTime: string | undefined): void {
    const known = this.#listed.get(reference);
    if (known !== undefined) {
      this.#listed.set(reference, { ...known, records: known.records + 1 });
      return;
    }
    const found = objectIn(text);
    const around = found && objectsAround(found.object, (value) => value === reference);
    // A record of a failure has its status. Other texts can look like a reference.
    if (around === undefined || typeof around[0]?.['status'] !== 'number') return;
    const { time, message } = entryOf(around, 0, found?.prefix ?? '', runtimeTime);
    this.#listed.set(reference, { reference, time, message, records: 1 });
    if (this.#listed.size > MAX_LISTED) this.#listed.delete(this.#listed.keys().next().value as string);
  }

  /** One line for each reference, the last one first. */
  text(paint: Paint): string {
    const lines = [...this.#listed.values()].toReversed().map(({ reference, time, message, records }) => {
      const when = time === undefined ? '' : paint.dim(new Date(time).toISOString());
      const more = records === 1 ? '' : paint.dim(`(${records} records)`);
      return [paint.heading(reference), when, oneLine(maskText(message), 160), more].filter((part) => part !== '').join('  ');
    });
    return `${lines.join('\n')}\n`;
  }

  json(): readonly object[] {
    return [...this.#listed.values()].toReversed().map(({ time, message, ...rest }) => ({
      ...rest,
      ...(time !== undefined && { time: new Date(time).toISOString() }),
      message: maskText(message),
    }));
  }
}
