import { basename } from 'node:path';

/** What npm and Node keep for themselves. */
const RESERVED = ['node_modules', 'favicon.ico', 'package.json'];
const LONGEST = 214;

/**
 * The name of an app in its package.json. The folder `.` exists already, so its name is made to fit. Any other name must fit.
 *
 * @param typed what the user typed: a name, or a path that ends in one
 * @param folder the absolute path of the folder
 * @param taken names of packages that the app depends on: npm refuses to install a package into one of the same name
 */
export function appName(typed: string, folder: string, taken: readonly string[]): { readonly name: string } | { readonly problem: string } {
  const last = basename(folder);
  const suitable = nameFrom(last);
  const isFree = (name: string): boolean => !RESERVED.includes(name) && !taken.includes(name);
  if (/^\.{1,2}[\\/]*$/.test(typed.trim())) {
    const name = suitable === '' ? 'app' : suitable;
    return { name: isFree(name) ? name : `${name}-app` };
  }
  if (taken.includes(last)) return { problem: `"${last}" is the name of a package that the app depends on. Choose another name, such as "my-${last}".` };
  if (suitable === last && isFree(last)) return { name: last };
  const example = suitable !== '' && isFree(suitable) ? suitable : 'harbour';
  return {
    problem: `"${typed}" cannot be the name of an app. Expected at most ${LONGEST} small letters, digits, "-", "." and "_", and a letter or digit first, such as "${example}".`,
  };
}

function nameFrom(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[-._]+/, '')
    .slice(0, LONGEST)
    .replace(/-$/, '');
}
