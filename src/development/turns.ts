import { MessageChannel } from 'node:worker_threads';

/** How many reports begin in one turn of the event loop. */
const MOST = 4;

let begun = 0;
let waiting: (() => void)[] = [];
let isOpen = false;

/**
 * Waits until this report may begin. Many failures at once are spread over several turns of the event loop, so that other requests are answered between
 * them. A report never waits for the end of another one, because a view may be slow.
 */
export function ownTurn(): Promise<void> | undefined {
  if (!isOpen) nextTurn();
  if (begun++ < MOST) return undefined;
  return new Promise((resolve) => waiting.push(resolve));
}

/** The tests of an app can replace the timers of the process, and then a timer never ends. Messages are not replaced. */
function nextTurn(): void {
  isOpen = true;
  const { port1, port2 } = new MessageChannel();
  port1.once('message', () => {
    port1.close();
    const ready = waiting.slice(0, MOST);
    waiting = waiting.slice(MOST);
    begun = ready.length + waiting.length;
    isOpen = false;
    if (begun > 0) nextTurn();
    for (const begin of ready) begin();
  });
  port2.postMessage(undefined);
}
