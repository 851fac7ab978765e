import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { root } from './pack.ts';

/** The content of a fence is code: text that looks like a link there is not one. */
const FENCE = /^```[\s\S]*?^```$/gm;

/** Links of a package's pages to paths that are not in the package, each with a remedy. A folder is there when a file in it is. */
export function deadLinks(files: readonly string[], read: (path: string) => string = (path) => readFileSync(join(root, path), 'utf8')): readonly string[] {
  const has = (path: string): boolean => path === '.' || files.includes(path) || files.some((file) => file.startsWith(`${path}/`));
  const pages = files.filter((path) => /^(?!dist\/).*\.(?:md|txt)$/.test(path));
  return pages.flatMap((page) => {
    const targets = Array.from(
      read(page)
        .replace(FENCE, '')
        .matchAll(/\]\(([^)\s]+)\)/g),
      ([, target = '']) => target,
    );
    const relative = targets.filter((target) => !/^(?:[a-z]+:|#)/.test(target));
    const dead = relative.filter((target) => !has(normalize(join(dirname(page), decodeURIComponent(target.split('#', 1)[0] as string))).replace(/\/$/, '')));
    return [...new Set(dead)].map(
      (target) =>
        `${page} links to ${target}, which is not in the package. Write the path as code (\`tests/…\`, "in the repository"), or add it to "files" in package.json.`,
    );
  });
}
