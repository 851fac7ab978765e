const EVERY = 100;

/**
 * Returns a function that shows a step of slow work on one line of a terminal. An empty step removes the line. The work is synchronous, so the time is
 * compared at each step. Nothing is written if the stream is no terminal.
 */
export function steps(stream: { readonly isTTY?: boolean; write(text: string): unknown }): (text: string) => void {
  const started = performance.now();
  let last = started;
  let isShown = false;
  return (text) => {
    const now = performance.now();
    if (stream.isTTY !== true || (text === '' ? !isShown : now - last < EVERY)) return;
    last = now;
    isShown = text !== '';
    stream.write(`\r\u001b[2K${text}`);
  };
}
