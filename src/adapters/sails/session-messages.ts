import { isPrefetch } from '../../core/ports/prefetch.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { ANY_PAGE } from '../../forms/flash/flash-cookies.ts';
import type { FlashNote } from '../../forms/flash/flash-note.ts';
import { type Messages, merged } from '../../forms/flash/messages.ts';
import type { Visit } from '../../forms/flash/visit.ts';
import { isPageRequest } from '../../forms/request/form-request.ts';

/** A request of Sails with the session that its session hook has loaded. */
export interface WithSession {
  readonly session?: { halyardMessages?: Messages } | null;
}

/**
 * The messages that requests over a socket have left for the next page. A socket cannot set the cookie of a flash, so they are in the session of Sails,
 * which saves itself.
 */
export class SessionMessages {
  readonly #native: WithSession;

  constructor(native: WithSession) {
    this.#native = native;
  }

  get hasSession(): boolean {
    return typeof this.#native.session === 'object' && this.#native.session !== null;
  }

  read(): Messages {
    return merged([this.#native.session?.halyardMessages ?? {}]);
  }

  add(kind: string, texts: readonly string[]): void {
    const { session } = this.#native;
    if (session) session.halyardMessages = merged([this.read(), { [kind]: texts }]);
  }

  /** Removes and returns the messages of a kind. */
  take(kind: string): readonly string[] {
    const { [kind]: texts = [], ...others } = this.read();
    if (texts.length > 0) this.#replace(others);
    return texts;
  }

  clear(): void {
    this.#replace({});
  }

  #replace(messages: Messages): void {
    const { session } = this.#native;
    if (!session) return;
    if (Object.keys(messages).length > 0) session.halyardMessages = messages;
    else delete session.halyardMessages;
  }
}

/** The messages of sockets as a part of the flash of a page. They are read when the page reads its flash, because the session is loaded by then. */
export class SessionVisit implements Pick<Visit, 'notes' | 'show'> {
  readonly #request: IncomingRequest;
  readonly #shown: () => void;
  #messages: SessionMessages | undefined;
  #notes: readonly FlashNote[] | undefined;

  /** `shown` is called when the page shows a message, so that no cache stores the page. */
  constructor(request: IncomingRequest, shown: () => void) {
    this.#request = request;
    this.#shown = shown;
  }

  get notes(): readonly FlashNote[] {
    if (this.#notes !== undefined) return this.#notes;
    if (!isPageRequest(this.#request) || isPrefetch(this.#request)) return [];
    this.#messages = new SessionMessages(this.#request.native as WithSession);
    if (!this.#messages.hasSession) return [];
    const messages = this.#messages.read();
    this.#notes = Object.keys(messages).length === 0 ? [] : [{ to: ANY_PAGE, at: 0, bag: '', issues: [], old: {}, messages }];
    return this.#notes;
  }

  show(): void {
    if (this.notes.length === 0) return;
    this.#messages?.clear();
    this.#shown();
  }
}
