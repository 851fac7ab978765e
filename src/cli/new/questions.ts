import { createInterface } from 'node:readline/promises';

/** Whether a person sits at the terminal, who can answer a question. */
export function isTerminal(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Asks until the answer is one of the choices. An empty answer is the first one. If the input ends, it is the first one, too. */
export async function choose(question: string, choices: readonly string[]): Promise<string> {
  const first = choices[0] as string;
  for (;;) {
    const answer = (await ask(`${question}\n  ${choices.join(', ')}\n[${first}] `)).toLowerCase();
    if (answer === '') return first;
    if (choices.includes(answer)) return answer;
    process.stderr.write(`"${answer}" is none of these.\n`);
  }
}

/** Asks for yes or no. An empty answer is yes. */
export async function confirm(question: string): Promise<boolean> {
  return !/^n/i.test(await ask(`${question} [Y/n] `));
}

async function ask(text: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    return (await Promise.race([terminal.question(text), ended])).trim();
  } finally {
    terminal.close();
  }
}
