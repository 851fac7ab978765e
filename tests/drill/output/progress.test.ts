import { describe, expect, it } from 'vitest';
import { DrillProgress } from '../../../src/drill/output/terminal/progress.ts';

const CLEAR = '\r\u001b[2K';

function progressOn(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  let time = 0;
  const progress = new DrillProgress({ isTTY, columns, write: (text) => written.push(text) }, () => time);
  return { progress, written, wait: (milliseconds: number) => (time += milliseconds) };
}

describe('the progress of a drill', () => {
  it('is one line that is written again, and removed at the end', () => {
    const { progress, written, wait } = progressOn(true);
    progress.show(0, 0, 'Starting the app');
    wait(60);
    progress.show(312, 1_012, 'Playing');
    progress.end();
    expect(written).toEqual([`${CLEAR}Starting the app …`, `${CLEAR}Playing 312 of 1,012 …`, CLEAR]);
  });

  it('writes nothing on a pipe', () => {
    const { progress, written } = progressOn(false);
    progress.show(1, 2, 'notFound');
    progress.end();
    expect(written).toEqual([]);
  });

  it('is written at most twenty times a second, and at the last answer', () => {
    const { progress, written, wait } = progressOn(true);
    for (let done = 1; done <= 1_000; done += 1) {
      progress.show(done, 1_000, 'Playing');
      wait(1);
    }
    expect(written.length).toBeLessThanOrEqual(21);
    expect(written.at(-1)).toBe(`${CLEAR}Playing 1,000 of 1,000 …`);
  });

  it('stays on one line, and has no control characters of the app', () => {
    const { progress, written } = progressOn(true, 30);
    progress.show(1, 9, 'a\u001b[2J\nresponse with a long name');
    expect(written).toEqual([`${CLEAR}a [2J response with a long n…`]);
  });
});
