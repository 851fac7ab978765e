import { hostname } from 'node:os';
import { HOURS, PARAMETER } from '../../maintenance/bypass.ts';
import { DEFAULT_RETRY, type OutageFile } from '../../maintenance/outage-file.ts';
import type { Witness } from '../../maintenance/witness.ts';

/** The lines about an outage. `secret`: the secret, if this command knows it. The file has only its hash. */
export function outageLines(outage: OutageFile, { file, secret }: { readonly file: string; readonly secret?: string | undefined }): readonly string[] {
  const { since, retry = DEFAULT_RETRY, until, message } = outage;
  const isAhead = until !== undefined && Date.parse(until) > Date.now();
  return [
    row('File', file),
    ...(since === undefined ? [] : [row('Since', bothTimes(new Date(since)))]),
    row('Retry-After', isAhead ? `the seconds until the expected end, and then ${retry}` : `${retry} seconds`),
    ...(until === undefined
      ? []
      : [row('Expected end', `${bothTimes(new Date(until))}${isAhead ? '' : ', which is past'}. The app stays down until you run "halyard up".`)]),
    ...(message === undefined ? [] : [row('Message', message)]),
    row('Bypass', bypass(outage, secret)),
  ];
}

function bypass({ secret: hash }: OutageFile, secret: string | undefined): string {
  if (secret !== undefined) return `https://your.site/?${PARAMETER}=${encodeURIComponent(secret)} opens the app in your browser for ${HOURS} hours`;
  return hash === undefined ? 'none. With --secret you get a link that opens the app for you.' : 'the secret that you have set before still opens the app';
}

/** The paths that stay open, as the processes say. */
export function exemptLine(witnesses: readonly Witness[]): readonly string[] {
  const paths = [...new Set(witnesses.flatMap(({ exempt }) => exempt))].map(printable);
  return witnesses.length === 0 ? [] : [row('Exempt', paths.length === 0 ? 'no path' : paths.join(', '))];
}

/** `4 processes (pids 12, 13, 14, 15)`. Threads of one process have a pid in common, and in containers most processes have the pid 1. */
export function processList(witnesses: readonly Witness[]): string {
  const own = hostname();
  const pids = [...new Set(witnesses.map(({ host, pid }) => (host === own ? `${pid}` : `${pid} on ${printable(host)}`)))];
  const threads = witnesses.length - pids.length;
  const shown = pids.length > 20 ? [...pids.slice(0, 20), '…'] : pids;
  return `${pids.length} ${pids.length === 1 ? 'process (pid' : 'processes (pids'} ${shown.join(', ')})${threads > 0 ? ` with ${witnesses.length} threads` : ''}`;
}

/** `14:00 on 2026-11-30 (13:00 UTC)`: the local time, and UTC. */
function bothTimes(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const iso = at.toISOString();
  const utcDay = iso.slice(0, 10);
  return `${two(at.getHours())}:${two(at.getMinutes())} on ${day} (${iso.slice(11, 16)} UTC${utcDay === day ? '' : ` on ${utcDay}`})`;
}

/** A line of the output: a name and its value. */
export function row(name: string, value: string): string {
  return `  ${name.padEnd(14)} ${value}`;
}

/** Without control characters: a process wrote the text, and a terminal would obey them. */
function printable(text: string): string {
  return text.slice(0, 100).replace(/[^\x20-\x7e]/g, '?');
}
