import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Example {
  readonly url: string;
  /** The output on start. */
  readonly output: string;
  stop(): Promise<void>;
}

/** Starts an example as a separate process, on a free port. */
export async function openExample(file: string): Promise<Example> {
  const env = { PATH: process.env['PATH'], PORT: '0', NODE_ENV: 'production', FLASH_SECRET: 'a secret of the tests, and of nothing else' };
  const child = spawn(process.execPath, [`${ROOT}examples/${file}`], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  const port = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it listened`)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const [, found] = /open: http:\/\/localhost:(\d+)[\s\S]*Ctrl-C/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  return { url: `http://127.0.0.1:${port}`, output, stop };
}
