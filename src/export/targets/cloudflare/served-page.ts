import type { ErrorPage, PageFormat } from '../../model/error-page.ts';
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

/** A token of Cloudflare: https://developers.cloudflare.com/rules/custom-errors/reference/error-tokens/ */
const TOKEN = /::(?=[A-Z0-9_]{1,64}::)/g;

/** What stands for the colons of a token in the app's own text, so that Cloudflare does not fill it in. A text has no escape, so a space parts it. */
const COLONS: Readonly<Record<PageFormat, string>> = { html: ':&#58;', json: ':\\u003a', md: ': :', txt: ': :' };

/** The page with the Ray ID at the place of its reference. */
export function servedPage(page: ErrorPage): ServedPage {
  const text = withRayId(page);
  const inline = withPolicyInPage(text, page.policy);
  const isAsset = Buffer.byteLength(inline) > RULE_LIMIT;
  // Cloudflare minifies an asset, so the hash of a style in a policy would not match any more.
  return { page, content: isAsset ? text : inline, isAsset };
}

/** The page with the Ray ID, and without a policy. The app's own text has no token. */
export function withRayId({ parts, format }: ErrorPage): string {
  return parts.map((part) => part.replace(TOKEN, () => COLONS[format])).join(RAY_ID);
}
