import type { ParseArgsConfig } from 'node:util';

/** The options of a command, as `node:util` reads them. */
export type CommandOptions = NonNullable<ParseArgsConfig['options']>;

/** The arguments of a command: its options by name, and the other arguments in their order. */
export interface Arguments {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

/** A command of the bin. Each one is a file in `commands/`. */
export interface Command {
  /** The text of `halyard <command> --help`. */
  readonly help: string;
  readonly options: CommandOptions;
  /**
   * Options that name a file, by name, with the endings of such a file. Such an option may stand alone, and then its value is `-`, the standard output.
   * The ending `''` fits every argument, for an option whose value is no file.
   */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  /** How many arguments without a dash the command takes. */
  readonly positionals: number;
  /** Runs the command. Returns the exit code. */
  run(args: Arguments): Promise<number>;
}

/** The exit codes of every command. */
export const EXIT = { done: 0, failed: 1, misused: 2 } as const;
