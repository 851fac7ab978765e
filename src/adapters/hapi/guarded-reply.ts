import { STATE } from '../../core/pipeline/answered.ts';
import { type HapiExchange, node } from './exchange.ts';
import type { AnyFunction } from './internals.ts';

/** The methods that send the body. hapi handles no error of them. */
const BODY = ['write', 'end'] as const;
const ALL = ['setHeader', 'removeHeader', 'writeHead', ...BODY] as const;

/**
 * Guards the methods of Node's response with which hapi sends a failure. Middleware may have replaced one by a function that throws, and the error would
 * end the process. Here it is logged, and the connection ends. hapi answers an error of the head once. `isLast`: it has done so already.
 */
export function guardReply(exchange: HapiExchange, isLast: boolean): void {
  const methods = exchange.raw as unknown as Record<string, AnyFunction>;
  for (const name of isLast ? ALL : BODY) {
    const method = methods[name] as AnyFunction;
    methods[name] = function (...args) {
      try {
        return method.apply(this, args);
      } catch (error) {
        exchange[STATE]?.occurrence?.failed(error);
        node.abort(exchange.raw);
        return false;
      }
    };
  }
}
