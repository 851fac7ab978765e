/**
 * A page of the app for a frame without scripts. The policy of the report stops every request that a page can make, except the connections that
 * `<link rel="preconnect">` and a frame inside of the page open. So a `link` becomes an element that does nothing and may stand at the same places, and a
 * frame gets an empty document.
 */
export function neutralPage(html: string): string {
  return html.replace(/<(?:link|frame)(?=[\s/>])/gi, '<meta data-link').replace(/<iframe(?=[\s/>])/gi, '<iframe srcdoc=""');
}

/** Whether the page looks different here, because it has scripts or loads files. */
export function loadsFiles(html: string): boolean {
  return /<(?:link|script|img|iframe|video|audio|source|object|embed)(?=[\s/>])|@import|url\(/i.test(html);
}
