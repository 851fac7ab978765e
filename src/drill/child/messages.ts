import type { Trace } from '../model/answer.ts';
import type { AppFacts } from '../model/drill-report.ts';
import type { EngineFacts } from '../model/engine-facts.ts';
import type { Exercise } from '../model/exercise.ts';

/** What the drill asks the app's process for. */
export type Question =
  | { readonly add: readonly Exercise[] }
  | { readonly ask: 'facts' }
  | { readonly ask: 'traces' }
  | { readonly ask: 'server'; readonly tried: readonly string[] };

/** What the app's process tells. */
export type News =
  | { readonly tells: 'listening'; readonly origin: string }
  | { readonly tells: 'failed'; readonly message: string }
  | { readonly tells: 'added' }
  | { readonly tells: 'server'; readonly origin: string | undefined }
  | { readonly tells: 'facts'; readonly facts: ChildFacts | undefined }
  | { readonly tells: 'traces'; readonly traces: Readonly<Record<number, Trace>> };

/** The facts that only the app's process knows. */
export type ChildFacts = Omit<AppFacts, 'entry' | 'halyard' | 'languages'> & EngineFacts;
