import { type BigIntStats, stat } from 'node:fs';
import { setInterval } from 'node:timers';

/** Milliseconds between two looks at the file. */
const INTERVAL = 250;
/** The errors that say: there is no such file. */
export const ABSENT = ['ENOENT', 'ENOTDIR'];
/** The errors that stay until somebody corrects them. Others, such as EIO of a network volume, may be over at the next look. */
const LASTING = ['EACCES', 'EPERM', 'ELOOP'];

/** Reads a file after a change. */
export interface Reader {
  /** Returns whether the file could be read. If not, it is read again at the next look. */
  read(): boolean;
}

/**
 * Looks at a file four times a second, and reads it after each change. It asks the disk, because a network volume or a bind mount reports no changes. Times
 * are compared for equality only, so a clock may jump. It keeps no process alive, and ends when nobody holds the reader any more.
 */
export function watchFile(file: string, reader: Reader, isRead: boolean): void {
  const held = new WeakRef(reader);
  const seen = { mark: '', isRead, isLooking: false };
  // The timer of `node:timers`: the fake clock of a test does not replace it.
  const timer = setInterval(() => {
    const current = held.deref();
    if (current === undefined) return clearInterval(timer);
    if (seen.isLooking) return;
    seen.isLooking = true;
    stat(file, { bigint: true }, (error, stats) => {
      seen.isLooking = false;
      const mark = error === null ? markOf(stats) : markOfError(error);
      if (mark === undefined || (mark === seen.mark && seen.isRead)) return;
      seen.mark = mark;
      seen.isRead = current.read();
    });
  }, INTERVAL);
  timer.unref();
}

function markOf({ dev, ino, size, mtimeNs, ctimeNs, mode }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs, mode].join(' ');
}

function markOfError({ code = '' }: NodeJS.ErrnoException): string | undefined {
  if (ABSENT.includes(code)) return 'absent';
  return LASTING.includes(code) ? code : undefined;
}
