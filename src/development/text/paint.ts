/** The colours of a terminal by what they mean. Without colours, each returns its text. */
export interface Paint {
  readonly heading: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly place: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
}

const unpainted = (text: string): string => text;

/** Paints each line of a text on its own, so that a pager which shows some of the lines has the right colours. */
function painter(code: string): (text: string) => string {
  return (text) =>
    text
      .split('\n')
      .map((line) => (line === '' ? line : `\u001b[${code}m${line}\u001b[0m`))
      .join('\n');
}

export const PLAIN: Paint = { heading: unpainted, error: unpainted, warning: unpainted, place: unpainted, dim: unpainted, good: unpainted };

/** Only the 16 colours that each theme of a terminal defines, for light and dark. */
export const ANSI: Paint = {
  heading: painter('1'),
  error: painter('1;31'),
  warning: painter('33'),
  place: painter('36'),
  dim: painter('2'),
  good: painter('32'),
};
