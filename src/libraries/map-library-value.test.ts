import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapLibraryValue } from './map-library-value.ts';

/** Members by which libraries are recognised, with any values. */
const members = fc.record(
  Object.fromEntries(
    [
      ...['code', 'status', 'statusCode', 'expose', 'type', 'name', 'message', 'headers', 'isBoom', 'output', 'res', 'response', 'unhandled', 'statusText'],
      ...['errors', 'issues', 'details', 'inner', 'validation', 'messages', 'problems', 'attrNames', 'keyPattern', 'meta', 'severity', 'routine', 'detail'],
      ...['property', 'constraints', 'children', 'path', 'params', 'instancePath', 'keyword', 'kind', 'msg', 'location', ' arkKind', 'data', 'cause', 'in'],
    ].map((name) => [
      name,
      fc.oneof(fc.anything(), fc.constantFrom(400, 404, 'P2002', '23505', 11000, 'E_UNIQUE', 'FST_ERR_VALIDATION', 'body', 'min.x', 'schema')),
    ]),
  ),
  { requiredKeys: [] },
);

const hostile = [
  new Proxy(
    {},
    {
      get() {
        throw new Error('no');
      },
      getPrototypeOf() {
        throw new Error('no');
      },
      ownKeys() {
        throw new Error('no');
      },
    },
  ),
  Proxy.revocable(new Error('m'), {}).proxy,
  Object.freeze(Object.assign(new Error('m'), { isBoom: true })),
  Object.create(null),
  [[[[]]]],
];

describe('mapLibraryValue', () => {
  it('never throws, and returns a failure status and well-formed issues, or undefined', () => {
    const values = fc.oneof(
      members,
      fc.array(members),
      members.map((own) => Object.assign(new Error('m'), own)),
      fc.constantFrom(...hostile),
      fc.anything(),
    );
    fc.assert(
      fc.property(values, (value) => {
        const { status = 500, detail, issues = [], headers = {} } = mapLibraryValue(value) ?? {};
        expect(Number.isInteger(status) && status >= 400 && status <= 599).toBe(true);
        expect(['string', 'undefined']).toContain(typeof detail);
        expect(Object.values(headers).every((field) => typeof field === 'string')).toBe(true);
        expect(issues.length).toBeLessThanOrEqual(33);
        for (const { message, path, code, params = {} } of issues) {
          expect([typeof message, Array.isArray(path)]).toEqual(['string', true]);
          expect(['string', 'undefined']).toContain(typeof code);
          expect(Object.values(params).every((param) => ['string', 'number', 'boolean'].includes(typeof param))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, unknown]>([
    ['an Error', new Error('m')],
    ['one called as a library’s, without its mark', Object.assign(new Error('m'), { name: 'HttpException' })],
    ['a SQLSTATE without the server’s fields', Object.assign(new Error('m'), { code: '23505' })],
    ['a duplicate key without a class', Object.assign(new Error('m'), { code: 11000 })],
    ['an object with a status', { status: 404, expose: true }],
    ['data', { berth: { id: 7 }, boats: [{ name: 'Fram' }] }],
    ['a text', 'm'],
    ['nothing', undefined],
  ])('returns undefined for %s', (_, value) => {
    expect(mapLibraryValue(value)).toBeUndefined();
  });

  it('calls every mapping that has a file here', () => {
    const lists = ['map-library-value.ts', 'validators/validation.ts'].map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'));
    const source = lists
      .flatMap((text) => Array.from(text.matchAll(/readonly MapLibraryValue\[\] = \[([^\]]*)\]/g), ([, names = '']) => names.replaceAll(/'[^']*'/g, '')))
      .join();
    const parts = [
      'anchor-rules',
      'conflicts',
      'driver-errors',
      'flattened',
      'issue-of',
      'nest-issues',
      'nest-messages',
      'nest-pipes',
      'nest-uploads',
      'rule-messages',
      'validation',
      'validator-error',
    ];
    const rooms = ['body-parsers', 'clients', 'databases', 'frameworks', 'validators'];
    const files = rooms.flatMap((room) => readdirSync(new URL(`${room}/`, import.meta.url))).filter((name) => !name.includes('.test'));
    const libraries = files.map((name) => name.replace('.ts', '')).filter((name) => !parts.includes(name));
    for (const name of libraries) {
      const called = name.replace(/-([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
      // It stands in one of the two lists.
      expect(source.match(new RegExp(`\\b${called}\\b`, 'g'))).toHaveLength(1);
    }
    expect(libraries.length).toBeGreaterThan(20);
  });
});
