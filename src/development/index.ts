import type { Rendered } from '../core/formats/format.ts';
import { renderedText } from '../core/formats/rendered-text.ts';
import type { Failure } from '../core/report/report.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { DevelopmentRoom, Rendering } from '../hosting/shared/development-report.ts';
import type { FrameReader } from '../hosting/shared/failure-notes.ts';
import { htmlReport } from './page/html-report.ts';
import { renderingReport } from './report/rendering-report.ts';
import { keepReport } from './store/keep-report.ts';
import { framesForConsole } from './text/frames-for-console.ts';
import { jsonReport } from './text/json-report.ts';
import { markdownReport } from './text/markdown-report.ts';
import { textReport } from './text/text-report.ts';
import { ownTurn } from './turns.ts';

/** Renders the report of a failure in one format. */
export const render: DevelopmentRoom['render'] = async (rendering: Rendering): Promise<Rendered | undefined> => {
  await ownTurn();
  switch (rendering.format.name) {
    case 'html':
      return htmlReport(rendering);
    case 'markdown':
      return renderedText('text/markdown', markdownReport(await renderingReport(rendering)));
    case 'text':
      return renderedText('text/plain', textReport(await renderingReport(rendering)));
    default:
      return jsonReport(rendering, await renderingReport(rendering));
  }
};

/** Keeps the report of a failure for `halyard show`. */
export const keep: DevelopmentRoom['keep'] = (failure: Failure, settings: Settings): Promise<void> => keepReport(failure, settings);

/** The frames of the app in a stack, for the console. */
export const frames: FrameReader = framesForConsole;
