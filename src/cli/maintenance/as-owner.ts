import { statSync } from 'node:fs';

/**
 * Calls a function as the owner of a folder, if root runs the command. So the files belong to the user of the app. That user can replace each file and
 * folder of its own by a link at any moment, and a link must not make root change a file elsewhere.
 */
export function asOwner<Result>(folder: string, act: () => Result): Result {
  const { uid, gid } = statSync(folder);
  if (process.geteuid?.() !== 0 || uid === 0) return act();
  const groups = process.getgroups?.() ?? [];
  const group = process.getegid?.() ?? 0;
  try {
    process.setgroups?.([gid]);
    process.setegid?.(gid);
    process.seteuid?.(uid);
    return act();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(group);
    process.setgroups?.(groups);
  }
}
