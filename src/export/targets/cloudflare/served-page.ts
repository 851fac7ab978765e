import { neutral } from '../../html/neutral.ts';
import { type ErrorPage, pageWith } from '../../model/error-page.ts';
import { withPolicyInPage } from '../static/policy-in-page.ts';

/** A page as Cloudflare gets it: with tokens that Cloudflare fills in. */
export interface ServedPage {
  readonly page: ErrorPage;
  readonly content: string;
  /** The content is too long for a rule, so Cloudflare has to fetch it as an asset. */
  readonly isAsset: boolean;
}

/** The id of the request at Cloudflare. The words say whose id it is, because it is not in the log of the app. */
const RAY_ID = 'Cloudflare Ray ID ::RAY_ID::';

/** The most bytes of the content of a rule ("The maximum content size is 10 KB"). */
const RULE_LIMIT = 10_000;

/** The tokens of Cloudflare: https://developers.cloudflare.com/rules/custom-errors/reference/error-tokens/ */
const TOKENS = [
  'CLIENT_IP',
  'RAY_ID',
  'GEO',
  'CAPTCHA_BOX',
  'CF_WIDGET_BOX',
  'IM_UNDER_ATTACK_BOX',
  'CLOUDFLARE_ERROR_500S_BOX',
  'CLOUDFLARE_ERROR_1000S_BOX',
].map((name) => `::${name}::`);

/** The page with the Ray ID at the place of its reference. */
export function servedPage(original: ErrorPage): ServedPage {
  // What looks like a token in the app's own text stays a text.
  const page = neutral(original, TOKENS);
  const text = withRayId(page);
  const inline = withPolicyInPage(text, page.policy);
  const isAsset = Buffer.byteLength(inline) > RULE_LIMIT;
  // Cloudflare minifies an asset, so the hash of a style in a policy would not match any more.
  return { page, content: isAsset ? text : inline, isAsset };
}

/** The page with the Ray ID, and without a policy. */
export function withRayId(page: ErrorPage): string {
  return pageWith(page, RAY_ID);
}
