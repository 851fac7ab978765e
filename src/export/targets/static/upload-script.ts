import type { ErrorPage } from '../../model/error-page.ts';

/** A page, and the path of its file below the folder of the target. */
export interface Upload {
  readonly page: ErrorPage;
  readonly path: string;
}

/**
 * A script that copies pages into a bucket with the AWS CLI. S3 guesses the type from the ending of a file, without a charset and wrong for
 * `application/problem+json`. So each file has its type, `no-store` and its language as metadata.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3/cp.html
 */
export function uploadScript(uploads: readonly Upload[], prefix: string): string {
  const copies = uploads.map(({ page, path }) => {
    const language = page.language === undefined ? '' : ` --content-language ${quoted(page.language)}`;
    const target = `"s3://$1/"${quoted(`${prefix}/${path.split('/').at(-1)}`)}`;
    return `aws s3 cp ${quoted(path)} ${target} --content-type ${quoted(page.contentType)} --cache-control no-store${language}\n`;
  });
  return (
    '#!/bin/sh\n# Copies the error pages into a bucket: sh upload.sh BUCKET\nset -eu\n' +
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the syntax of the shell.
    ': "${1:?Name the bucket: sh upload.sh BUCKET}"\ncd "$(dirname "$0")"\n' +
    copies.join('')
  );
}

/** A word of the shell that stands for this text and for nothing else. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
