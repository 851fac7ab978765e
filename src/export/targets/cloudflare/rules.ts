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
 * Cloudflare sends four content types only, so Markdown is not among them.
 */
const FORMATS: readonly { readonly format: PageFormat; readonly type: string; readonly condition: string | undefined }[] = [
  { format: 'html', type: 'text/html', condition: `${accepts('text/html')} and not ${accepts('json')}` },
  { format: 'txt', type: 'text/plain', condition: `(${accepts('text/plain')} or ${accepts('text/markdown')}) and not ${accepts('json')}` },
  { format: 'json', type: 'application/json', condition: undefined },
];

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
  const used = Object.entries(ANSWERED_WITH).flatMap(([status, codes]) =>
    FORMATS.flatMap(({ format, type, condition }) => {
      const found = served.find(({ page }) => page.status === Number(status) && page.format === format);
      return found === undefined ? [] : [{ ...found, codes, type, condition, name: `error_${status}_${format}` }];
    }),
  );
  return {
    rules: used.map(({ page, content, isAsset, codes, type, condition, name }) => ({
      ref: name,
      description: `The ${type} page of ${page.status}, for errors that Cloudflare makes`,
      expression: [`cf.response.error_type eq "5xx" and http.response.code in {${codes.join(' ')}}`, ...(condition === undefined ? [] : [condition])].join(
        ' and ',
      ),
      action: 'serve_error',
      action_parameters: { ...(isAsset ? { asset_name: name } : { content }), content_type: type, status_code: page.status },
      enabled: true,
    })),
    assets: used
      .filter(({ isAsset }) => isAsset)
      .map(({ file, name, page }) => ({ name, description: `The page of ${page.status}`, url: `https://www.example.com/error-pages/${file}` })),
  };
}
