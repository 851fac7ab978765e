import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filesOf, somePages } from './some-pages.ts';

interface CustomErrorResponses {
  readonly Quantity: number;
  readonly Items: readonly {
    readonly ErrorCode: number;
    readonly ResponseCode: string;
    readonly ResponsePagePath: string;
    readonly ErrorCachingMinTTL: number;
  }[];
}

const folder = mkdtempSync(join(tmpdir(), 'halyard-cloudfront-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes the files of a target, runs its script with a program `aws` that only writes down its arguments, and returns them. */
function uploaded(files: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  writeFileSync(join(folder, 'aws'), '#!/bin/sh\nprintf "%s\\0" "$@" end >> "$CALLS"\ntest -f "$3"\n');
  chmodSync(join(folder, 'aws'), 0o755);
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  const run = spawnSync('sh', [join(folder, 'upload.sh'), 'a-bucket'], { env: { PATH: `${folder}:${process.env.PATH}`, CALLS: calls }, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
  return readFileSync(calls, 'utf8')
    .split('end\0')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1));
}

describe('the export for CloudFront', () => {
  it('lists only statuses that an app does not make, keeps them, and ends soon after the outage', async () => {
    const files = await filesOf('cloudfront', somePages());
    const { Quantity, Items } = JSON.parse(files['custom-error-responses.json'] ?? '') as CustomErrorResponses;
    expect(Items).toEqual([
      { ErrorCode: 502, ResponsePagePath: '/error-pages/502.html', ResponseCode: '502', ErrorCachingMinTTL: 5 },
      { ErrorCode: 504, ResponsePagePath: '/error-pages/504.html', ResponseCode: '504', ErrorCachingMinTTL: 5 },
    ]);
    expect(Quantity).toBe(2);
  });

  it('has a command that keeps the error responses of other statuses', async (context) => {
    context.skip(spawnSync('jq', ['--version']).status !== 0, 'there is no jq here');
    const files = await filesOf('cloudfront', somePages());
    const command = /^jq [\s\S]*? > new\.json$/m.exec(files['README.md'] ?? '')?.[0] as string;
    for (const [present, expected] of [
      [{ Quantity: 2, Items: [{ ErrorCode: 404, ResponsePagePath: '/index.html' }, { ErrorCode: 502 }] }, [404, 502, 504]],
      [{ Quantity: 0 }, [502, 504]],
    ] as const) {
      writeFileSync(join(folder, 'current.json'), JSON.stringify({ ETag: 'E', DistributionConfig: { Comment: 'mine', CustomErrorResponses: present } }));
      writeFileSync(join(folder, 'custom-error-responses.json'), files['custom-error-responses.json'] ?? '');
      expect(spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' }).stderr).toBe('');
      const { Comment, CustomErrorResponses } = JSON.parse(readFileSync(join(folder, 'new.json'), 'utf8'));
      expect(Comment).toBe('mine');
      expect(CustomErrorResponses.Items.map(({ ErrorCode }: { ErrorCode: number }) => ErrorCode)).toEqual(expected);
      expect(CustomErrorResponses.Quantity).toBe(expected.length);
    }
  });

  it('has the same settings with problem documents, for a distribution of an API', async () => {
    const files = await filesOf('cloudfront', somePages());
    const { Items } = JSON.parse(files['custom-error-responses.api.json'] ?? '') as CustomErrorResponses;
    expect(Items.map(({ ResponsePagePath }) => ResponsePagePath)).toEqual(['/error-pages/502.json', '/error-pages/504.json']);
    expect(JSON.parse(files['pages/502.json'] ?? '')).toMatchObject({ status: 502 });
  });

  it('has a page in the default language only, with its policy inside and without a directive that only a header can set', async () => {
    const files = await filesOf('cloudfront', somePages({ languages: ['en', 'de'] }));
    expect(Object.keys(files).filter((path) => path.startsWith('pages/'))).toEqual(['pages/502.html', 'pages/502.json', 'pages/504.html', 'pages/504.json']);
    expect(files['pages/502.html']).toMatch(
      /<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[\w+/]+='[^"]*">/,
    );
    expect(files['pages/502.html']).not.toMatch(/frame-ancestors|reference/);
  });

  it('copies each page with its type, without a cache and with its language', async () => {
    const calls = uploaded(await filesOf('cloudfront', somePages({ languages: ['en', 'de'] })));
    expect(calls).toHaveLength(4);
    expect(calls[0]).toEqual([
      ...['s3', 'cp', 'pages/502.html', 's3://a-bucket/error-pages/502.html'],
      ...['--content-type', 'text/html; charset=utf-8', '--cache-control', 'no-store', '--content-language', 'en'],
    ]);
    expect(calls[1]).toContain('application/problem+json');
  });

  it('copies pages whose type and language have signs of the shell', async () => {
    const language = 'e\'n$(id)`id`"; exit 1 #';
    const calls = uploaded(await filesOf('cloudfront', somePages({ languages: [language] })));
    expect(calls).toHaveLength(4);
    expect(calls[0]?.at(-1)).toBe(language);
  });

  it('says what to export if it has no page', async () => {
    const files = await filesOf('cloudfront', somePages({ statuses: [404] }));
    expect(files['README.md']).toContain('--statuses 502,504');
    expect(JSON.parse(files['custom-error-responses.json'] ?? '')).toEqual({ Quantity: 0, Items: [] });
  });
});

describe('the export for S3', () => {
  it('has the page of 404 as the error document of the website', async () => {
    const files = await filesOf('s3', somePages());
    expect(JSON.parse(files['website.json'] ?? '')).toEqual({ IndexDocument: { Suffix: 'index.html' }, ErrorDocument: { Key: 'error-pages/404.html' } });
    expect(uploaded(files).map((call) => call.slice(0, 4))).toEqual([['s3', 'cp', 'pages/404.html', 's3://a-bucket/error-pages/404.html']]);
  });

  it('says what to export if it has no page', async () => {
    const files = await filesOf('s3', somePages({ statuses: [502] }));
    expect(files['README.md']).toContain('--statuses 404');
    expect(JSON.parse(files['website.json'] ?? '')).toEqual({ IndexDocument: { Suffix: 'index.html' } });
  });
});
