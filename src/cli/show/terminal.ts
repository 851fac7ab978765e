import { ANSI, type Paint, PLAIN } from '../../development/text/paint.ts';
import { hasColour } from '../../hosting/shared/has-colour.ts';

/** What the output of a command goes to. */
export interface Terminal {
  readonly colour: boolean;
  readonly paint: Paint;
  /** The width, if the output is a terminal. */
  readonly columns: number | undefined;
}

/** The terminal of the standard output. */
export function terminal(): Terminal {
  const { isTTY, columns } = process.stdout;
  const colour = hasColour(isTTY, process.env);
  return { colour, paint: colour ? ANSI : PLAIN, columns: isTTY ? columns : undefined };
}
