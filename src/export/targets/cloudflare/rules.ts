import type { PageFormat } from '../../model/error-page.ts';
import type { ServedPage } from './served-page.ts';

/** The statuses of Cloudflare itself, by the page that stands for them. 520 to 526 are known to Cloudflare only, so the client gets 502 or 504. */
const ANSWERED_WITH: Readonly<Record<number, readonly number[]>> = {
  500: [500],
  502: [502, 520, 521, 523, 525, 526],
  503: [503],
  504: [504, 522, 524],
};

const ACCEPT = 'lower(http.request.headers["accept"][*])[*]';
const accepts = (type: string): string => `any(${ACCEPT} contains "${type}")`;

/**
 * The formats in the order of the rules: the first rule that matches decides. A rule has no q values, so a client that names JSON gets JSON.
 * Markdown is not among them, because Cloudflare has no type for it.
 */
const FORMATS: readonly { readonly format: PageFormat; readonly condition: string | undefined }[] = [
  { format: 'html', condition: `${accepts('text/html')} and not ${accepts('json')}` },
  { format: 'txt', condition: `(${accepts('text/plain')} or ${accepts('text/markdown')}) and not ${accepts('json')}` },
  { format: 'json', condition: undefined },
];

/** Cloudflare sends four content types only. */
const TYPES: Readonly<Record<PageFormat, string>> = {
  html: 'text/html',
  txt: 'text/plain',
  md: 'text/plain',
  json: 'application/json',
  'problem.json': 'application/json',
};

interface Rules {
  /** The rules of the phase `http_custom_errors`. */
  readonly rules: readonly object[];
  /** The assets that the rules name. */
  readonly assets: readonly object[];
}

/**
 * The rules for the errors that Cloudflare makes. `cf.response.error_type` is empty for an answer of the app, so the app's own answers pass.
 *
 * @see https://developers.cloudflare.com/rules/custom-errors/reference/parameters/
 * @see https://developers.cloudflare.com/ruleset-engine/rules-language/fields/reference/cf.response.error_type/
 */
export function errorRules(served: readonly (ServedPage & { readonly file: string })[]): Rules {
  const used = Object.entries(ANSWERED_WITH).flatMap(([status, codes]) => {
    const own = served.filter(({ page }) => page.status === Number(status));
    const found = FORMATS.flatMap(({ format, condition }) => own.filter(({ page }) => page.format === format).map((one) => ({ ...one, condition })));
    // An app may have no JSON. Then the other clients get another page, and never the page of Cloudflare.
    const last = found.some(({ condition }) => condition === undefined)
      ? []
      : found.slice(0, 1).map((one) => ({ ...one, condition: undefined, suffix: '_any' }));
    return [...found, ...last].map((one) => ({ suffix: '', ...one, codes, name: `error_${status}_${one.page.format}` }));
  });
  return {
    rules: used.map(({ page, content, isAsset, codes, condition, name, suffix }) => ({
      ref: `${name}${suffix}`,
      description: `The ${TYPES[page.format]} page of ${page.status}, for errors that Cloudflare makes`,
      expression: [`cf.response.error_type eq "5xx" and http.response.code in {${codes.join(' ')}}`, ...(condition === undefined ? [] : [condition])].join(
        ' and ',
      ),
      action: 'serve_error',
      action_parameters: { ...(isAsset ? { asset_name: name } : { content }), content_type: TYPES[page.format], status_code: page.status },
      enabled: true,
    })),
    assets: used
      .filter(({ isAsset, suffix }) => isAsset && suffix === '')
      .map(({ file, name, page }) => ({ name, description: `The page of ${page.status}`, url: `https://www.example.com/error-pages/${file}` })),
  };
}
