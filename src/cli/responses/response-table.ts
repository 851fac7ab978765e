import type { Paint } from '../../development/text/paint.ts';
import type { ListedResponse, ResponseList } from './response-list.ts';

/** What the table needs to know beside the list. */
export interface TableOptions {
  readonly paint: Paint;
  /** The path of the folder as a person types it. */
  readonly folder: string;
}

/** The list as a table: status, name, kind and file. Below it are the errors of broken files, hints, and a count. */
export function responseTable(list: ResponseList, { paint, folder }: TableOptions): string {
  const { responses } = list;
  const cells = responses.map((one) => [one.status === null ? '–' : String(one.status), one.name, one.kind, one.file === null ? '' : `${folder}/${one.file}`]);
  const head = ['STATUS', 'NAME', 'KIND', 'FILE'];
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => (row[column] as string).length)));
  const line = (row: readonly string[]): readonly string[] => row.map((cell, column) => (column === 3 ? cell : cell.padEnd(widths[column] as number)));
  const rows = responses.map((one, index) =>
    painted(one, line(cells[index] as readonly string[]), paint)
      .join('  ')
      .trimEnd(),
  );
  const broken = responses.filter(({ error }) => error !== null).map(({ error, file }) => `${paint.error(`${folder}/${file}`)}\n  ${error}`);
  const parts = [
    [paint.heading(line(head).join('  ').trimEnd()), ...rows].join('\n'),
    ...broken,
    list.hints.join('\n'),
    counted(responses),
    nextStep(list, folder),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function painted({ kind }: ListedResponse, [status = '', name = '', word = '', file = '']: readonly string[], paint: Paint): readonly string[] {
  if (kind === 'built-in') return [status, name, paint.dim(word), file];
  return [status, paint.heading(name), kind === 'broken' ? paint.error(word) : paint.good(word), file === '' ? '' : paint.place(file)];
}

function counted(responses: readonly ListedResponse[]): string {
  const count = (kind: ListedResponse['kind']): number => responses.filter((one) => one.kind === kind).length;
  const broken = count('broken');
  return `${count('built-in')} built-in, ${count('overridden')} overridden, ${count('own')} own${broken === 0 ? '' : `, ${broken} broken`}`;
}

function nextStep({ hasFolder, responses }: ResponseList, folder: string): string {
  if (responses.some(({ file }) => file !== null)) return '';
  return `${hasFolder ? `There is no response in ${folder}/.` : `There is no folder ${folder}/.`} To write one:
  npx halyard generate response outOfStock --status 409   a response of your app
  npx halyard generate override serverError               a built-in response that you want to change`;
}
