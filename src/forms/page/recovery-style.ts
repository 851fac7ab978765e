import { PAGE_POLICY } from '../../core/formats/page.ts';

/** The style of the sections about a form. The built-in page has it only with such a section, so the core does not need it. */
export const RECOVERY_STYLE =
  ':root{--on:#fff}' +
  '@media(prefers-color-scheme:dark){:root{--on:#0e161d}}' +
  '.back{display:inline-block;margin-right:.5rem;padding:.5rem 1rem;border:1px solid transparent;border-radius:.375rem;background:var(--mark);color:var(--on);font-weight:600;text-decoration:none}' +
  '.back:hover{text-decoration:underline}' +
  'dt{margin-top:.6em;font-weight:600}' +
  'dd{margin:0}' +
  'dd pre{max-height:20rem;margin:.25rem 0 0;padding:.5rem .75rem;border-radius:.25rem;font:inherit;overflow:auto}' +
  '@media(max-width:40rem){.back+.note{display:block;margin-top:.5rem}}' +
  '@media print{dd pre{max-height:none}}';

/** The SHA-256 hash of `RECOVERY_STYLE`, for the Content-Security-Policy of the page. A test recomputes it. */
const RECOVERY_STYLE_HASH = 'sha256-sDeX7CIo1ohlbfI+8JFP+AIEExpuDBCTd0CR7hR390g=';

/** The Content-Security-Policy of the built-in page with the sections about a form. It allows both styles. */
export const RECOVERY_POLICY = PAGE_POLICY.replace('; base-uri', ` '${RECOVERY_STYLE_HASH}'; base-uri`);
