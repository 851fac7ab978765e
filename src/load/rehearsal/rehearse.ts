import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import { appLocals } from '../../core/formats/app-locals.ts';
import { appView } from '../../core/formats/app-view.ts';
import type { FormatContext } from '../../core/formats/format.ts';
import type { ViewEngine } from '../../core/ports/view-engine.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isInstance } from '../../core/values/guarded-read.ts';
import { handleRejection } from '../../core/values/handle-rejection.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import type { Rehearse, RehearsedSettings } from '../../hosting/shared/rehearsal.ts';
import type { FolderViews } from '../folder-views.ts';
import { blankRequest } from './blank-request.ts';
import { Copies, FOLDERS } from './copies.ts';
import { FailedViews, logFailedViews } from './failed-views.ts';
import { changingCopy, goodCopy } from './good-copy.ts';
import { guardedRendering } from './guarded-views.ts';
import { rehearsedOutcomes } from './outcomes.ts';

/** Whether a view that cannot be rendered is logged, or stops the start. */
export type RehearsalMode = 'warn' | 'refuse';

/**
 * The rehearsal of the views of a folder. It renders each error view with every status that the view serves, without a user and without data of a request. EJS
 * and most engines render at once, so the app is mounted with its copies. An engine that needs time goes on in the background, and delays no start.
 */
export function rehearsalOf(views: FolderViews, mode: RehearsalMode): Rehearse {
  const logged = new Set<string>();
  return (settings) => {
    const copies = new Copies();
    const failed = new FailedViews();
    const finish = (isJudged: boolean): void => {
      const errors = isJudged ? failed.errors : [];
      if (mode === 'refuse' && errors[0] !== undefined) throw errors[0];
      logFailedViews(errors, settings.report, logged);
    };
    const rehearsing = new Rehearsal(views, settings, { copies, failed }).run();
    // A rejection that nobody handles ends the process, because an app that refuses such views must not go on.
    if (isPromiseLike(rehearsing)) void rehearsing.then(finish);
    else finish(rehearsing);
    return settings.report.environment.mode === 'production' ? guardedRendering(settings.rendering, copies) : settings.rendering;
  };
}

/** One rehearsal: all statuses, in all folders of views. */
class Rehearsal {
  readonly #views: FolderViews;
  readonly #settings: RehearsedSettings;
  readonly #copies: Copies;
  readonly #failed: FailedViews;
  readonly #request = blankRequest();
  /** Views that were late once. They are not tried with further statuses, because each attempt takes the whole deadline. */
  readonly #late = new Set<string>();
  /** Whether a failure is one of the view. Without the locals of the app's function, a view may fail that never fails for a visitor. */
  #isJudged = true;

  constructor(views: FolderViews, settings: RehearsedSettings, { copies, failed }: { readonly copies: Copies; readonly failed: FailedViews }) {
    this.#views = views;
    this.#settings = settings;
    this.#copies = copies;
    this.#failed = failed;
  }

  run(): MaybePromise<boolean> {
    const { rendering } = this.#settings;
    const context: FormatContext = {
      settings: rendering,
      request: this.#request,
      failed: () => {
        this.#isJudged = false;
      },
      note: () => {},
    };
    // The app's function `locals` is called once, and not for each status.
    const own = appLocals(context);
    return andThen(own, (locals) => {
      // A promise that a view of a visitor would await may reject for the blank request, and nobody else waits for it here.
      for (const local of Object.values(locals)) handleRejection(local);
      const settings = { ...rendering, locals, requestLocals: undefined, choosePage: undefined };
      const outcomes = rehearsedOutcomes(this.#settings, this.#views.names);
      const pages = FOLDERS.flatMap((folder) => outcomes.map((outcome) => ({ folder, outcome })));
      const rehearsing = inTurn(pages, (page) => this.#rehearse(page, { ...context, settings }));
      return andThen(rehearsing, () => this.#isJudged);
    });
  }

  #rehearse({ folder, outcome }: Page, context: FormatContext): MaybePromise<void> {
    const names = [folder + outcome.status, `${folder}${String(outcome.status)[0]}xx`];
    if (names.every((name) => this.#views.fileOf(name) === undefined)) return;
    const [one, other] = [this.#settings.report.reference(), this.#settings.report.reference()];
    const render = (reference: string) =>
      andThen(this.#rendered({ folder, outcome: { ...outcome, reference } }, context), (page) => (page === undefined ? undefined : { page, reference }));
    const keep = (parts: readonly string[] | undefined): void => {
      if (parts !== undefined) this.#copies.keep(folder, outcome, parts);
    };
    return andThen(render(one), (first) => {
      if (first === undefined) return;
      return andThen(render(other), (second) => {
        if (second === undefined) return;
        const parts = goodCopy(first, second);
        return parts === undefined ? andThen(render(one), (repeated) => keep(repeated && changingCopy(first, repeated))) : keep(parts);
      });
    });
  }

  /** The text of the view. `undefined`: there is none, or it failed. The format of the app calls the view, because a preset may add locals to a page. */
  #rendered({ folder, outcome }: Page, own: FormatContext): MaybePromise<string | undefined> {
    let view = '';
    let page: string | undefined;
    const engine: ViewEngine = {
      render: (name, locals) => {
        if (this.#late.has(name)) return undefined;
        view = name;
        return andThen(this.#views.render(name, locals), (text) => {
          page = text;
          return text;
        });
      },
    };
    let isFailed = false;
    const failed = (error: unknown): void => {
      isFailed = true;
      // Another failure is one of the app's format, which may need a real request.
      if (!isInstance(error, HalyardError) || !error.code.startsWith('E_VIEW')) return;
      if (error.code === 'E_VIEW_TIMEOUT') this.#late.add(view);
      this.#failed.add(view, outcome.status, error, this.#views.fileOf(view));
    };
    const context = { ...own, failed, settings: { ...own.settings, views: [engine] } };
    const format = this.#settings.negotiation.formats.find(({ mediaType }) => mediaType === 'text/html');
    const result = (): string | undefined => (isFailed ? undefined : page);
    try {
      const rendering: MaybePromise<unknown> = folder === '' ? format?.render(outcome, context) : appView(outcome, context, undefined, folder);
      return isPromiseLike(rendering)
        ? Promise.resolve(rendering)
            .then(() => undefined, failed)
            .then(result)
        : result();
    } catch (error) {
      failed(error);
      return undefined;
    }
  }
}

/** A page that is rehearsed: a failure, and the folder of its views. */
interface Page {
  readonly folder: string;
  readonly outcome: PublicOutcome;
}

/** Continues at once if the value is there. */
function andThen<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return isPromiseLike(value) ? value.then(next) : next(value as T);
}

/** One after another, because pages that are rendered at once share the time of their deadline. It waits only for a promise. */
function inTurn<T>(items: readonly T[], each: (item: T) => MaybePromise<void>, from = 0): MaybePromise<void> {
  for (let at = from; at < items.length; at++) {
    const done = each(items[at] as T);
    if (isPromiseLike(done)) return done.then(() => inTurn(items, each, at + 1));
  }
}
