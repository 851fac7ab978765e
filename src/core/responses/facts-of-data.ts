import { factsOfMessage, type ResponseOptions } from './facts-of-message.ts';
import type { OutcomeFacts } from './outcome.ts';

/** What a success takes last. */
export type DataOptions = Pick<ResponseOptions, 'headers' | 'format' | 'view'>;

/** The facts of a success: the data is the whole body, as it is. */
export function factsOfData(data: unknown, options: DataOptions | undefined, fields?: Readonly<Record<string, string>>): OutcomeFacts {
  if (options === undefined && fields === undefined) return { data, dataIsBody: true };
  return { ...factsOfMessage(undefined, options, fields), data, dataIsBody: true };
}
