import { notesOnScript } from './inline-script.ts';
import { type PageWork, shown } from './page-work.ts';
import type { HtmlElement } from './parsed-html.ts';
import { scriptType } from './script-types.ts';

/** Notes what an element does that cannot be put into the page: a later request, or a hash that does not fit once the proxy has filled in its reference. */
export function noteElement(element: HtmlElement, work: PageWork): void {
  const { name, attributes } = element;
  const refresh = attributes.get('http-equiv')?.value.trim().toLowerCase() === 'refresh' ? attributes.get('content')?.value : undefined;
  if (name === 'meta' && refresh !== undefined)
    work.notes.add(`${shown(work, `The refresh "${refresh}"`, element)} is a request: the page loads again, or another one.`);
  const type = name === 'script' ? scriptType(element) : undefined;
  if (type === 'speculationrules') work.notes.add(`${shown(work, 'A script with speculation rules', element)} makes a browser load pages ahead of time.`);
  const code = type === 'classic' || type === 'module' ? [element.text()] : [];
  const handlers = [...attributes.values()].filter((attribute) => /^on[a-z]+$/.test(attribute.name));
  for (const script of [...code, ...handlers.map(({ value }) => value)]) {
    for (const note of notesOnScript(script, { isModule: type === 'module' && script === code[0] }))
      work.notes.add(`${shown(work, 'A script', element)} ${note}.`);
  }
  noteReference(element, [...code, ...handlers.map(({ value }) => value)], work);
}

/** The policy allows a script and a style by their hash. A proxy writes another reference into each answer, and the hash changes with it. */
function noteReference(element: HtmlElement, code: readonly string[], work: PageWork): void {
  const { reference } = work;
  if (reference === undefined || reference === '') return;
  const styles = element.name === 'style' ? [element.text()] : [element.attributes.get('style')?.value ?? ''];
  if (![...code, ...styles].some((text) => text.includes(reference))) return;
  work.notes.add(
    `${shown(work, 'The reference', element)} is in a script or a style, which the policy of the page then refuses. Write it into an element or an attribute, and let the script read it there.`,
  );
}
