import { expect, it } from 'vitest';
import { canariesOf } from '../model/canary.ts';
import { OutputSearch } from './output-leaks.ts';

it('finds a token in the output of an app, also between two chunks, and no query of an access log', () => {
  const canaries = canariesOf('k3jd9s0wq1m5');
  const of = (place: string): string => canaries.find((canary) => canary.place === place)?.value ?? '';
  const search = new OutputSearch(canaries);
  search.add(`GET /?token=${of('query')} ${of('message')} Bearer ${of('authorization').slice(0, 8)}`);
  expect(search.findings([])).toEqual([]);
  search.add(of('authorization').slice(8));
  const [finding, ...others] = search.findings([]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: 'leak-in-log', message: 'The output of the app shows the header `Authorization` of the request.' });
  expect(finding?.excerpt).not.toContain(of('authorization'));
  expect(search.findings([{ ...(finding as never as object), message: 'The log shows the header `Authorization` of the request.' } as never])).toEqual([]);
});
