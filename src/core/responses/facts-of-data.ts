import { factsOfMessage, type ResponseOptions } from './facts-of-message.ts';
import type { OutcomeFacts } from './outcome.ts';

/** The options of a success, its last argument. */
export type DataOptions = Pick<ResponseOptions, 'headers' | 'format' | 'view'>;

/** The facts of a success. The data is the whole body. */
export function factsOfData(data: unknown, options: DataOptions | undefined, fields?: Readonly<Record<string, string>>): OutcomeFacts {
  if (options === undefined && fields === undefined) return { data, dataIsBody: true };
  return { ...factsOfMessage(undefined, options, fields), data, dataIsBody: true };
}
