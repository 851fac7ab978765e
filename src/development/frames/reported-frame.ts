/** Where the code of a frame comes from. */
export type FrameKind =
  /** The app's own code. */
  | 'app'
  /** The line of a template, such as an EJS file. */
  | 'template'
  /** A package in node_modules. */
  | 'dependency'
  /** Node's own code. */
  | 'node'
  /** Halyard's own code. Such frames are left out, unless the error is Halyard's own. */
  | 'halyard';

/** One frame of a stack. */
export interface ReportedFrame {
  readonly kind: FrameKind;
  /** The function: `OrderService.find`. `undefined` at the top level of a module. */
  readonly function: string | undefined;
  /** The file to show: relative to the app's folder, or `node:internal/timers`. */
  readonly file: string;
  /** The absolute path of the file, if it is a file of this machine. */
  readonly path: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** The frame is behind an `await`. */
  readonly isAsync: boolean;
  /** The package of a dependency: `@prisma/client`. */
  readonly package?: string;
  /** The lines around the frame. Only of frames of the app and of templates, and of the first few of them. */
  readonly excerpt?: Excerpt;
}

/** Some lines of a source file, masked. */
export interface Excerpt {
  /** The number of the first line of the excerpt, from 1. */
  readonly from: number;
  readonly lines: readonly string[];
  /** The lines come from a source map's own copy of the source, and not from a file. */
  readonly isMapped?: boolean;
}
