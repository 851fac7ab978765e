import { isAbsolute } from 'node:path';
import type { Played, RenderedView } from '../model/answer.ts';
import type { Place } from '../model/finding.ts';
import { redacted } from './canary-finder.ts';
import { type About, type Check, type Fault, fault, shortened } from './check.ts';
import { fileOfView, placeIn } from './place-of.ts';

/** Whether each view renders: without a user, before any middleware has run, and in time. */
export const checkViews: Check = (played, about) => {
  const { exercise, trace } = played;
  if (exercise.expected.isBroken) return [];
  return trace.views.flatMap((view) => {
    const seconds = about.app.deadline / 1000;
    if (view.duration > about.app.deadline || /E_VIEW_TIMEOUT/.test(view.error?.message ?? '')) {
      return [
        fault(played, {
          code: 'view-too-late',
          message: `The view ${view.name} takes longer than ${seconds} s, so its page is not sent.`,
          todo: 'Read nothing in an error view: pass data as locals, and load it before.',
          place: placeOfFailure(view, about),
        }),
      ];
    }
    return view.error === undefined ? [] : [failed(played, view, view.error, about)];
  });
};

function failed(played: Played, view: RenderedView, error: NonNullable<RenderedView['error']>, about: About): Fault {
  const why = shortened(reasonOf(error.message, about), 160);
  const local = missingLocal(why);
  return fault(played, {
    code: 'view-fails',
    message: `The view ${view.name} fails: ${why}`,
    todo: local
      ? `Render it without a user and before any middleware: write \`locals.${local}\`, and test it before you read a member.`
      : 'Correct the view. Until then, visitors get the built-in page.',
    place: placeOfFailure(view, about),
    excerpt: reasonOf(error.message, about),
  });
}

/** The last line of the message: engines write the lines of the template before it. Canaries are named, and ids are gone. */
function reasonOf(message: string, { canaries, app }: About): string {
  const lines = message.trim().split('\n');
  const line = lines.at(-1)?.trim() ?? '';
  const text = line === '' ? message.trim() : line;
  return redacted(text.replaceAll(`${app.root}/`, ''), canaries);
}

function placeOfFailure(view: RenderedView, about: About): Place | undefined {
  const file = view.error?.file ?? fileOfView(view, about);
  // A place inside a package is no place in the app.
  const isApps = file !== undefined && !(isAbsolute(file) && /[\\/]node_modules[\\/]/.test(file));
  const own = isApps ? file : fileOfView(view, about);
  return own === undefined ? undefined : placeIn(own, about, isApps ? view.error?.line : undefined);
}

/** The local that a view needs: `user` of `user is not defined`. */
function missingLocal(why: string): string | undefined {
  const at = why.indexOf(' is not defined');
  if (at !== -1) return why.slice(why.lastIndexOf(' ', at - 1) + 1, at);
  return /of (?:undefined|null)/.test(why) ? 'user' : undefined;
}
