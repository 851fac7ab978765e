import { withoutReference } from '../../html/without-reference.ts';
import { type ErrorPage, type ErrorPages, pageWith } from '../../model/error-page.ts';
import { withPolicyInPage } from './policy-in-page.ts';

/** A page as one text, for a place that stores files and fills in nothing. */
export interface PlainPage {
  readonly page: ErrorPage;
  readonly content: string;
}

/** The pages in the default language, without a reference, each with its policy inside. */
export function plainPages(pages: ErrorPages): readonly PlainPage[] {
  return inDefaultLanguage(pages).map((original) => {
    const page = withoutReference(original);
    return { page, content: withPolicyInPage(pageWith(page, ''), page.policy) };
  });
}

/** The pages in the default language. A CDN that cannot negotiate sends this language to everybody. */
export function inDefaultLanguage({ pages, languages }: ErrorPages): readonly ErrorPage[] {
  return pages.filter(({ language }) => language === undefined || language === languages[0]);
}
