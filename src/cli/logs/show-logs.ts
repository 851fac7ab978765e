import type { Readable } from 'node:stream';
import { fenced } from '../../core/formats/markdown.ts';
import { EXIT } from '../command.ts';
import type { ShowOptions } from '../show/show-options.ts';
import { terminal } from '../show/terminal.ts';
import { LineBatches } from './line-batches.ts';
import { Progress } from './progress.ts';
import { ReferenceList } from './reference-list.ts';
import { StoryCollector } from './story.ts';
import { storyJson, storyMarkdown, storyText } from './story-text.ts';

const INTERRUPTED = 130;

/** Shows the records of a reference in a log, or lists the references of the log. Ctrl+C ends the reading, and what was found is shown. */
export async function showLogs(input: Readable, typed: string | undefined, options: ShowOptions): Promise<number> {
  const reader = typed === undefined ? new ReferenceList() : new StoryCollector(typed);
  const wasInterrupted = await readAll(input, reader);
  const code = reader instanceof ReferenceList ? writeList(reader, options) : writeStories(reader, typed as string, options);
  return wasInterrupted ? INTERRUPTED : code;
}

interface Reader {
  readonly found: number;
  read(lines: readonly string[]): void;
}

async function readAll(input: Readable, reader: Reader): Promise<boolean> {
  const batches = new LineBatches(input);
  const progress = new Progress(() => `halyard: read ${(batches.bytes / 1e6).toFixed(0)} MB, found ${reader.found}`);
  let wasInterrupted = false;
  const interrupt = (): void => {
    wasInterrupted = true;
    input.destroy();
  };
  process.once('SIGINT', interrupt);
  try {
    for await (const lines of batches) reader.read(lines);
  } catch (error) {
    // A stream that was destroyed ends with an error.
    if (!wasInterrupted) throw error;
  } finally {
    process.off('SIGINT', interrupt);
    progress.end();
  }
  if (batches.skipped > 0) process.stderr.write(`halyard: lines over 1 MB were skipped: ${batches.skipped}\n`);
  return wasInterrupted;
}

function writeList(list: ReferenceList, { format }: ShowOptions): number {
  const { paint } = terminal();
  if (format === 'json') process.stdout.write(`${JSON.stringify(list.json(), undefined, 2)}\n`);
  else if (list.found > 0) process.stdout.write(list.text(paint));
  else return failed('These lines have no record of a failure. Expected lines of JSON with the member "reference".');
  return EXIT.done;
}

function writeStories(collector: StoryCollector, typed: string, { format }: ShowOptions): number {
  const stories = collector.stories();
  const [story] = stories;
  if (story === undefined) return failed(`No line has the reference ${typed}. Read more of the log, or list its references: leave the reference out.`);
  if (stories.length > 1)
    return failed(
      `${stories.length} references begin with ${typed}: ${stories
        .slice(0, 5)
        .map(({ reference }) => reference)
        .join(', ')}. Type more letters.`,
    );
  if (format === 'json') process.stdout.write(`${JSON.stringify(storyJson(story), undefined, 2)}\n`);
  else if (format === 'markdown') process.stdout.write(storyMarkdown(story, (text) => fenced(text)));
  else process.stdout.write(storyText(story, terminal().paint));
  return EXIT.done;
}

function failed(problem: string): number {
  process.stderr.write(`halyard: ${problem}\n`);
  return EXIT.failed;
}
