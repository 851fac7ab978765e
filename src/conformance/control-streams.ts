import { type Context, queryOf } from './control-context.ts';
import { SECRET } from './secret.ts';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** `/breaks?type=text/event-stream&mark=…`: a stream of the host's own that fails after its first part. */
export function breaks(context: Context): unknown {
  const query = queryOf(context);
  return context.stream?.(broken(query.get('mark')), query.get('type') ?? 'text/plain');
}

async function* broken(mark: string | null): AsyncGenerator<string> {
  yield 'data: the first event\n\n';
  await pause(50);
  throw new Error(`half way ${SECRET} ${mark}`);
}

/** `/endless`: a stream of the host's own that lasts longer than a client stays. */
export function endless(context: Context): unknown {
  return context.stream?.(parts(), 'text/plain');
}

async function* parts(): AsyncGenerator<string> {
  for (let i = 0; i < 300; i++) {
    yield 'x'.repeat(1_000);
    await pause(10);
  }
}
