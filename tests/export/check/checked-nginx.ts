import { beforeAll, beforeEach, expect } from 'vitest';
import { type CheckReport, checkProxy } from '../../../src/export/check/check-proxy.ts';
import type { CheckFinding } from '../../../src/export/check/finding.ts';
import { freePort } from '../../support/ports.ts';
import { builtInFiles, builtInPolicy, type Parts, rightParts } from './own-nginx.ts';
import { nginx, useProxies } from './proxies.ts';

type Files = Readonly<Record<string, string>>;

/** A real nginx in front of an app that is stopped, and the check of it. */
export function useCheckedNginx() {
  const proxies = useProxies();
  const set = {} as { files: Files; right: Parts; stopped: number };

  beforeAll(async () => {
    set.files = await builtInFiles();
    set.stopped = await freePort();
    set.right = rightParts(set.stopped, await builtInPolicy());
  });
  beforeEach((context) => context.skip(nginx === undefined, 'there is no nginx here: install one, or name it in NGINX'));

  /** The report on nginx with the right configuration, except for what the test replaces. */
  const check = async (change: (parts: Parts) => Partial<Parts> = () => ({}), own: Files = set.files, path = '/'): Promise<CheckReport> => {
    const { http, pages, errors, app } = { ...set.right, ...change(set.right) };
    const { url } = await proxies.nginx({ http, server: `${errors} ${pages} ${app}`, files: own });
    return checkProxy(new URL(path, url));
  };
  return { proxies, set, check };
}

export const codesOf = ({ findings }: CheckReport): readonly string[] => findings.map(({ code }) => code);

/** The only finding of a report. */
export function findingOf(report: CheckReport): CheckFinding {
  expect(codesOf(report)).toHaveLength(1);
  return report.findings[0] as CheckFinding;
}

export const methodsOf = ({ asked }: CheckFinding): readonly string[] => [...new Set(asked.map(({ ask }) => ask.method))];
export const clientsOf = ({ asked }: CheckFinding): readonly string[] => [...new Set(asked.map(({ ask }) => ask.client.name))];
