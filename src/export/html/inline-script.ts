import { canBeRead } from './neutral-script.ts';

/** An `import` of another file, in a module. */
const IMPORTS = /(?:^|[\s;}])import\s*(?:["'{*]|[\w$]+[\s,{])/;
const EXPORTS_OF_ANOTHER = /(?:^|[\s;}])export\s*(?:\*|\{[^{}]*\})\s*from\b/;

/** The script as it can stand in a page, or why it cannot. */
export function scriptInPage(script: string, { isModule }: { readonly isModule: boolean }): { readonly text: string } | { readonly why: string } {
  if (isModule && (IMPORTS.test(script) || EXPORTS_OF_ANOTHER.test(script))) return { why: 'it imports other files' };
  // These words would end the script, or hide its end (HTML §4.12.1.3). A string with `\x3C` is the same string.
  const text = script.replace(/<(?=\/script|script)/gi, '\\x3C');
  if (text !== script && !isModule && canBeRead(script) && !canBeRead(text)) return { why: 'it has "</script" outside of a string' };
  return { text };
}

/** Calls that send a request, and those that a policy refuses. */
const REQUESTS =
  /\b(?:fetch|importScripts|sendBeacon)\s*\(|\bnew\s+(?:XMLHttpRequest|WebSocket|EventSource|Worker|SharedWorker|Image)\b|\bimport\s*\(|\bserviceWorker\s*\.\s*register\b/;
const EVALS = /\beval\s*\(|\bnew\s+Function\s*\(/;
const CONNECTS = /\b(?:fetch|sendBeacon)\s*\(|\bnew\s+(?:XMLHttpRequest|WebSocket|EventSource)\b/;

/** What a person should know about a script, which cannot be seen in the page. */
export function notesOnScript(script: string, { isModule }: { readonly isModule: boolean }): readonly string[] {
  const notes = [];
  const request = REQUESTS.exec(script)?.[0];
  if (request !== undefined) notes.push(`sends requests (${request.trim()}), which fail while the app is down`);
  if (isModule && IMPORTS.test(script)) notes.push('imports other files, so it does not run while the app is down');
  if (EVALS.test(script)) notes.push('makes code from text, which the policy of the page refuses');
  return notes;
}

/** Whether a script connects to a server: its page needs that in its policy. */
export function connects(script: string): boolean {
  return CONNECTS.test(script);
}
