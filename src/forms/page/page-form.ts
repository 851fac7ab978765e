import type { ViewError } from '../../core/formats/locals.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { ANY_PAGE, pageNonce } from '../flash/flash-cookies.ts';
import type { FlashNote, OldInput, Withheld } from '../flash/flash-note.ts';
import { collapsed, type Messages, merged } from '../flash/messages.ts';
import { storeFlash } from '../flash/store-flash.ts';
import { NOTICE } from '../flash/superseded.ts';
import type { Visit } from '../flash/visit.ts';
import { mayLeaveMessages } from '../request/form-request.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { browserTarget, nonceOf, ownAddress } from '../request/return-target.ts';
import { Form } from './form.ts';
import { FormErrors } from './form-errors.ts';
import type { FlashRead, FormSource } from './form-source.ts';
import { onceValue } from './once-value.ts';

/** The part of a visit that a page uses. */
export type PageVisit = Pick<Visit, 'notes' | 'show'> & Partial<Pick<Visit, 'keep'>>;

/** The form of the requested page: the content of its flashes, and the messages for the next page. */
export class PageForm implements FormSource {
  readonly form: Form;
  readonly #settings: FormSettings;
  readonly #request: IncomingRequest;
  readonly #visit: PageVisit | undefined;
  readonly #onKeep: (page: PageForm) => void;
  #pending: Record<string, readonly string[]> | undefined;
  #nonce: string | undefined;

  constructor(settings: FormSettings, request: IncomingRequest, visit: PageVisit | undefined, onKeep: (page: PageForm) => void) {
    this.#settings = settings;
    this.#request = request;
    this.#visit = visit;
    this.#onKeep = onKeep;
    this.form = new Form(this);
  }

  errors(bag: string): readonly ViewError[] {
    return this.#notes.filter((note) => note.bag === bag).flatMap(viewErrors);
  }

  old(bag: string): OldInput {
    return Object.assign(Object.create(null), ...this.#notes.filter((note) => note.bag === bag).map(({ old }) => old));
  }

  hasErrors(): boolean {
    return this.#notes.some(({ issues }) => issues.length > 0);
  }

  withheld(bag: string): Withheld | undefined {
    return this.#notes.findLast((note) => note.bag === bag && note.withheld !== undefined)?.withheld;
  }

  incomplete(bag: string): boolean {
    return this.#notes.some((note) => note.bag === bag && note.incomplete === true);
  }

  messages(): Messages {
    return collapsed(this.#notes.map(({ messages }) => messages));
  }

  read(): FlashRead | null {
    const notes = this.#notes;
    if (notes.length === 0) return null;
    const errors = FormErrors.of(notes.flatMap(viewErrors)).byField();
    return { errors, old: Object.assign(Object.create(null), ...notes.map(({ old }) => old)), messages: this.messages() };
  }

  show(): void {
    this.#visit?.show();
  }

  keep(): void {
    this.#visit?.keep?.();
  }

  /** Every form of this page has the same nonce. */
  returnValue(): string {
    this.#nonce ??= pageNonce(this.#settings.random);
    return this.#settings.returns.write(ownAddress(this.#settings, this.#request) ?? '', this.#nonce);
  }

  onceValue(): string {
    return onceValue(this.#settings);
  }

  keepMessages(kind: string, texts: readonly string[]): void {
    const isFirst = this.#pending === undefined;
    this.#pending = { ...merged([this.#pending ?? {}, { [kind]: texts }]) };
    if (!isFirst) return;
    if (!mayLeaveMessages(this.#request, this.#settings.origins)) {
      this.#settings.log('debug', {}, 'halyard: messages for the next page are dropped: the request does not prove that a page of this origin made it');
      return;
    }
    this.#expect();
    this.#onKeep(this);
  }

  get pendingKinds(): readonly string[] {
    return Object.keys(this.#pending ?? {});
  }

  /** Returns the messages of a kind that this request has added and that are not kept yet. */
  pendingOf(kind: string): readonly string[] {
    return this.#pending !== undefined && Object.hasOwn(this.#pending, kind) ? (this.#pending[kind] ?? []) : [];
  }

  /** Removes and returns messages that this page shows, so that the next page does not show them a second time. */
  takeKept(kind: string): readonly string[] {
    const texts = this.pendingOf(kind);
    if (texts.length > 0) delete this.#pending?.[kind];
    return texts;
  }

  /** The messages for the next page. */
  get pending(): Messages {
    return this.#pending ?? {};
  }

  /** Removes and returns the messages for the next page. The caller has to keep them. */
  takePending(): Messages {
    const pending = this.#pending ?? {};
    this.#pending = undefined;
    return pending;
  }

  /**
   * Returns the `Set-Cookie` fields that bring the messages to the next page: the target of a redirect, else any next page. It never rejects.
   *
   * @param location the response's Location field
   * @param submitted the form that this request has sent
   */
  async keepPending(status: number, location: string | undefined, submitted?: unknown): Promise<readonly string[]> {
    const messages = this.takePending();
    if (Object.keys(messages).length === 0) return [];
    const target =
      status >= 300 && status < 400 && location !== undefined ? browserTarget(this.#settings, this.#request, location, this.#settings.origins) : undefined;
    try {
      const nonce = this.#request.method === 'GET' ? NOTICE : nonceOf(this.#settings, submitted);
      return await storeFlash(this.#settings, this.#request, { to: target ?? ANY_PAGE, bag: '', issues: [], old: {}, messages }, { nonce, atHead: true });
    } catch (error) {
      this.#settings.log('warn', { err: error }, 'halyard: the messages for the next page could not be kept');
      return [];
    }
  }

  #expect(): void {
    const [store] = this.#settings.stores;
    try {
      store?.expect?.(this.#request.native);
    } catch {
      // The store reports the failure when the message is put there.
    }
  }

  get #notes(): readonly FlashNote[] {
    return this.#visit?.notes ?? [];
  }
}

function viewErrors({ issues }: FlashNote): readonly ViewError[] {
  return issues.map(({ message, path, code }) => ({ message, field: path.map(String).join('.'), pointer: '', code: code ?? '', stack: [] }));
}
