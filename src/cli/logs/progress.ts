const EVERY = 500;

/** The progress of a long input on the terminal, on one line that is removed at the end. Nothing is written if stderr is no terminal. */
export class Progress {
  readonly #describe: () => string;
  readonly #timer: NodeJS.Timeout | undefined;
  #isShown = false;

  constructor(describe: () => string) {
    this.#describe = describe;
    if (process.stderr.isTTY) this.#timer = setInterval(() => this.#show(), EVERY).unref();
  }

  #show(): void {
    this.#isShown = true;
    process.stderr.write(`\r\u001b[2K${this.#describe()}`);
  }

  end(): void {
    clearInterval(this.#timer);
    if (this.#isShown) process.stderr.write('\r\u001b[2K');
  }
}
