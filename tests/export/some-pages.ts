import { STATUS_CODES } from 'node:http';
import type { ErrorPage, ErrorPages, PageFormat } from '../../src/export/model/error-page.ts';
import type { TargetOptions } from '../../src/export/model/export-target.ts';
import { TARGETS } from '../../src/export/targets/index.ts';

/** The texts of a page around its reference. */
type Texts = (title: string, status: number) => readonly string[];

/** The formats that each app has. */
type CommonFormat = Exclude<PageFormat, 'problem.json'>;

const TYPES: Readonly<Record<CommonFormat, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/problem+json',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

const TEXTS: Readonly<Record<CommonFormat, Texts>> = {
  html: (title, status) => [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>p{color:red}</style></head><body><main><h1>${status} ${title}</h1><p>Please mention the reference <code>`,
    '</code>.</p></main></body></html>\n',
  ],
  json: (title, status) => [`{"title":${JSON.stringify(title)},"status":${status},"reference":"`, '"}'],
  md: (title, status) => [`# ${status} ${title}\n\nReference: \``, '`\n'],
  txt: (title, status) => [`${status} ${title}\n\nReference: `, '\n'],
};

export const POLICY = "default-src 'none'; style-src 'sha256-abc+/='; frame-ancestors 'none'";

/** The pages of a small app: what `halyard export` reads from a real one. */
export function somePages({
  statuses = [403, 404, 429, 500, 502, 503, 504],
  languages = [],
  change = (page) => page,
}: {
  readonly statuses?: readonly number[];
  readonly languages?: readonly string[];
  readonly change?: (page: ErrorPage) => ErrorPage;
} = {}): ErrorPages {
  const pages = statuses.flatMap((status) =>
    (['html', 'json', 'md', 'txt'] as const).flatMap((format) =>
      (languages.length === 0 ? [undefined] : languages).map((language) =>
        change({
          status,
          format,
          contentType: TYPES[format],
          language,
          parts: TEXTS[format](`${STATUS_CODES[status]}${language === undefined ? '' : ` in ${language}`}`, status),
          policy: format === 'html' ? POLICY : undefined,
        }),
      ),
    ),
  );
  return { pages, statuses, languages };
}

/** The files of a target by path. */
export async function filesOf(name: string, pages: ErrorPages, options: Partial<TargetOptions> = {}): Promise<Readonly<Record<string, string>>> {
  const entry = TARGETS[name];
  if (entry === undefined) throw new Error(`There is no target ${name}`);
  const { target } = await entry.load();
  const files = target.files(pages, {
    upstream: 'http://127.0.0.1:1337',
    folder: '/srv/error-pages',
    retryAfter: 30,
    maintenanceFile: undefined,
    ...options,
  });
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}
