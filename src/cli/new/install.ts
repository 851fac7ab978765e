import { spawn } from 'node:child_process';

/** Runs `npm install` in a folder. Its progress goes to the terminal, away from the standard output. Returns whether it succeeded. */
export async function install(folder: string): Promise<boolean> {
  // On Windows, npm is a script that only a shell starts.
  const child = spawn('npm', ['install'], { cwd: folder, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`halyard: npm cannot be started: ${error.message}\n`);
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
}
