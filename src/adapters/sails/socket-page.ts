import type { Messages } from '../../forms/flash/messages.ts';
import { connectFlash, type FlashPage } from '../../forms/page/connect-flash.ts';
import { Form } from '../../forms/page/form.ts';
import type { FormSource } from '../../forms/page/form-source.ts';
import type { SailsReply } from './app.ts';
import { SessionMessages, type WithSession } from './session-messages.ts';

/**
 * The form of a request that has no page: over a socket, or by `sails.request()`. It has no errors and no submitted values. Its messages are for the next
 * page that the browser opens.
 */
class SocketPage implements FormSource, FlashPage {
  readonly form: Form = new Form(this);
  readonly #messages: SessionMessages;
  readonly #lost: () => void;

  constructor(native: WithSession, lost: () => void) {
    this.#messages = new SessionMessages(native);
    this.#lost = lost;
  }

  errors(): readonly never[] {
    return [];
  }

  hasErrors(): boolean {
    return false;
  }

  old(): Readonly<Record<string, never>> {
    return {};
  }

  withheld(): undefined {
    return undefined;
  }

  incomplete(): boolean {
    return false;
  }

  messages(): Messages {
    return {};
  }

  read(): null {
    return null;
  }

  show(): void {}

  /** There is no flash to keep. */
  keep(): void {}

  returnValue(): string {
    return '';
  }

  /** The answer to such a request is no page with a form. */
  onceValue(): string {
    return '';
  }

  keepMessages(kind: string, texts: readonly string[]): void {
    if (this.#messages.hasSession) this.#messages.add(kind, texts);
    else this.#lost();
  }

  get pendingKinds(): readonly string[] {
    return Object.keys(this.#messages.read());
  }

  pendingOf(kind: string): readonly string[] {
    return this.#messages.read()[kind] ?? [];
  }

  takeKept(kind: string): readonly string[] {
    return this.#messages.take(kind);
  }
}

const pages = new WeakMap<object, SocketPage>();

/** Adds `req.flash` and `res.form` to a virtual request. Each is made when the app uses it. */
export function addSocketForm(reply: SailsReply, lost: () => void): void {
  const { req } = reply as { readonly req: WithSession & object };
  const page = (): SocketPage => {
    const known = pages.get(req) ?? new SocketPage(req, lost);
    pages.set(req, known);
    return known;
  };
  if (!('form' in reply)) Object.defineProperty(reply, 'form', { configurable: true, enumerable: false, get: () => page().form });
  if (!('flash' in req)) Object.defineProperty(req, 'flash', { value: connectFlash(page), writable: true, configurable: true, enumerable: false });
}
