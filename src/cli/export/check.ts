import { DrillProgress } from '../../drill/output/terminal/progress.ts';
import { checkProxy } from '../../export/check/check-proxy.ts';
import { checkJson } from '../../export/check/report-json.ts';
import { checkText, lastLine } from '../../export/check/report-text.ts';
import { EXIT } from '../command.ts';
import { terminal } from '../show/terminal.ts';

/** The options of `halyard export --check`. */
export interface CheckRun {
  /** The report as JSON on the standard output. */
  readonly json?: boolean | undefined;
  /** A warning fails the check too. */
  readonly strict?: boolean | undefined;
  /** Accepts a certificate that nobody has signed. */
  readonly insecure?: boolean | undefined;
  /** How long the check waits for an answer, in milliseconds. */
  readonly patience?: number | undefined;
}

/** `halyard export --check <url>`: asks the proxy of a stopped app, prints what is wrong, and returns the exit code. */
export async function runCheck(address: string, { json = false, strict = false, insecure, patience }: CheckRun = {}): Promise<number> {
  const url = addressOf(address);
  if (url === undefined) {
    process.stderr.write(`halyard: --check needs the address of your proxy, such as http://localhost:8080. Found "${address}". See "halyard export --help".\n`);
    return EXIT.misused;
  }
  const progress = new DrillProgress(process.stderr);
  const report = await checkProxy(url, { insecure, patience, progress: (done, total) => progress.show(done, total, `Asking ${url.host}`) });
  progress.end();
  const { paint, columns } = terminal();
  process.stdout.write(json ? checkJson(report) : checkText(report, paint, columns));
  if (json) process.stderr.write(`${lastLine(report, paint)}\n`);
  return report.findings.some(({ severity }) => strict || severity === 'error') ? EXIT.failed : EXIT.done;
}

/** The address of the proxy. A name without `http://` is one of the web too: `localhost:8080`. A number alone is a port, and `URL` reads it as an address. */
function addressOf(address: string): URL | undefined {
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  if (address.trim() === '' || /^\d+$/.test(address.trim()) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}
