import type { Client } from '../../core/ports/request.ts';

/** The members of Node's request, over HTTP/1.1 or HTTP/2, that identify the client. */
export interface ClientMessage {
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Names and values in turn, as received. */
  readonly rawHeaders?: readonly string[];
  readonly httpVersion?: string;
  readonly url?: string | undefined;
  readonly socket?: { readonly remoteAddress?: string | undefined; readonly localPort?: number | undefined; readonly encrypted?: boolean } | null;
}

/** The client of a Node request, such as the handshake of a socket. */
export class MessageClient implements Client {
  readonly #message: ClientMessage;

  constructor(message: ClientMessage) {
    this.#message = message;
  }

  get httpVersion(): string {
    return this.#message.httpVersion ?? '1.0';
  }

  get remoteAddress(): string | undefined {
    return this.#message.socket?.remoteAddress;
  }

  get localPort(): number | undefined {
    return this.#message.socket?.localPort;
  }

  get secure(): boolean {
    return this.#message.socket?.encrypted === true;
  }

  get isAbsoluteForm(): boolean {
    return isAbsoluteForm(this.#message.url);
  }

  header(name: string): string | undefined {
    const value = this.#message.headers?.[name];
    return typeof value === 'object' ? value.join(', ') : value;
  }

  fieldNames(): readonly string[] {
    return fieldNamesOf(this.#message);
  }
}

/** The names of the fields as received. Node keeps one of two equal names, and middleware may have removed or added fields. */
export function fieldNamesOf({ rawHeaders = [], headers = {} }: ClientMessage): readonly string[] {
  const came = rawHeaders.filter((_, index) => index % 2 === 0);
  return [...came, ...Object.keys(headers).filter((name) => !came.some((own) => own.toLowerCase() === name))];
}

/** Whether the request target is in absolute form (RFC 9112 §3.2.2). */
export function isAbsoluteForm(target: string | undefined): boolean {
  return target !== undefined && /^[a-z][a-z0-9+.-]*:\/\//i.test(target);
}
