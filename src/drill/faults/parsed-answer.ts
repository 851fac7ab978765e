import { type Answer, MAX_BODY } from '../model/answer.ts';

/** The first answer in the bytes of a connection. `undefined` if there is none. */
export function parsedAnswer(bytes: Buffer): Omit<Answer, 'duration'> | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n');
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(head[0] ?? '')?.[1];
  if (status === undefined) return undefined;
  const headers = head.slice(1).map((line): readonly [string, string] => {
    const at = line.indexOf(':');
    return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
  });
  const field = (name: string): string | undefined => headers.find(([one]) => one === name)?.[1];
  const rest = bytes.subarray(end + 4);
  const { body, isWhole } = /\bchunked$/i.test(field('transfer-encoding') ?? '') ? unchunked(rest) : counted(rest, field('content-length'));
  return { status: Number(status), headers, body: body.toString().slice(0, MAX_BODY), bytes: body.length, ended: isWhole ? 'complete' : 'cut' };
}

interface Body {
  readonly body: Buffer;
  readonly isWhole: boolean;
}

/** Without a length, the body ends when the server closes. */
function counted(rest: Buffer, length: string | undefined): Body {
  if (length === undefined) return { body: rest, isWhole: true };
  return { body: rest.subarray(0, Number(length)), isWhole: rest.length >= Number(length) };
}

function unchunked(rest: Buffer): Body {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = rest.indexOf('\r\n', at);
    const size = line === -1 ? Number.NaN : Number.parseInt(rest.subarray(at, line).toString('latin1'), 16);
    if (Number.isNaN(size) || line + 2 + size > rest.length) return { body: Buffer.concat(chunks), isWhole: false };
    if (size === 0) return { body: Buffer.concat(chunks), isWhole: true };
    chunks.push(rest.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
