import { describe, expect, it } from 'vitest';
import { maskText } from '../mask.ts';

const ADDRESSES = [
  'https://example.com/@scope/pkg',
  'http://localhost:3000/@vite/client',
  'https://cdn.example/npm/@babel/core@7.0.0/lib/index.js',
  'https://example.com/search?contact=a@b.example',
  'https://example.com#a@b',
  'https://example.com/users/ann@example.com',
  'http://[::1]:3000/@scope/pkg',
  'ssh://git@github.com/org/repo.git',
  'node_modules/@nestjs/core@12.0.0',
  'npm:express@^4.22.3',
  'mailto:ann@example.com',
  'write to harbour@example.com',
  'GET https://example.com/berths?q=1 answered 404',
  'GET /orders/550e8400-e29b-41d4-a716-446655440000 404',
  'GET /assets/index-DiwrgTda.js 404',
  'GET /assets/app.4f9a1c07be62d35880ae.css 404',
  'GET /auth/google/callback 404',
  'GET /password/how-to-reset-it-in-10-steps 404',
  'GET /verify/email 404',
  'GET /api/v2/keys/12 404',
  'connect ECONNREFUSED 127.0.0.1:5432',
  'connect ECONNREFUSED ::1:5432',
  'listen on [2001:db8::8a2e:370:7334]:443',
  'tcp://db:5432 is not there',
];

const NUMBERS = [
  'order 4711-0815 was not found',
  'order 1234567890123456 was not found',
  'ISBN 978-3-16-148410-0',
  'ISBN 9783161484100',
  'call +49 30 1234567',
  'call +1 (555) 010-9999',
  'call +4111111111111111',
  'at 1717171717171 ms',
  '2026-06-01T08:00:00.000Z',
  '0.4111111111111111',
  '3.141592653589793',
  'version 1.22.3-beta.1+build.5',
  'version 20.19.0',
  'commit 4f9a1c07be62d35880ae7fc1934b6d20e57813fa',
  'sha256:4f9a1c07be62d35880ae7fc1934b6d20e57813fa4c9b02de61f8a7350bc94d12',
  'integrity sha512-ZQkDb1vQ5rDJ0VYd3Hh1eP0Q5C2JYqjBkzT2s0r+1YkC7q5zK1iG6dA==',
  'uuid 4111d111-1111-4111-8111-111111111111',
  'ObjectId 507f1f77bcf86cd799439011',
  'ULID 01ARZ3NDEKTSV4RRFFQ69G5FAV',
  'reference 7K3M-Q9TX',
  'pid 4111, port 8080, 16384 bytes',
  'DE12 is a road',
  'seed: 42',
  'Content-Length: 4111',
];

const IDENTIFIERS = [
  'ASIAPACIFICNORTHEAST1 is a region',
  'npm_config_registry is not set',
  'npm_package_config_user_agent_string',
  'sk_learn_pipeline_is_slow',
  'pk_live_4eC39HqLyjWDarjtT1zdp7dc',
  'key-value-store-of-the-orders',
  'ops_team_dashboard_widgets',
  'journeyJsonParser.default.stringify failed',
  'SG.module.js',
  'hf_hub_download failed',
  'gh_actions_runner_is_busy',
  'glacier-storage-class-of-the-bucket',
  'asiaticInterestsAndHolidays',
  'tokenize: 3 words',
  'X-Request-Id: 550e8400-e29b-41d4-a716-446655440000',
];

const TABLES = { ADDRESSES, NUMBERS, IDENTIFIERS };

describe('maskText keeps', () => {
  for (const [table, texts] of Object.entries(TABLES)) {
    describe(table.toLowerCase(), () => {
      it.each(texts)('%s', (text) => {
        expect(maskText(text)).toBe(text);
        expect(maskText(`Error: it failed; ${text}\n    at main (/app/main.js:1:1)`)).toBe(`Error: it failed; ${text}\n    at main (/app/main.js:1:1)`);
      });
    });
  }

  it('at least 60 look-alikes', () => {
    expect(Object.values(TABLES).flat().length).toBeGreaterThanOrEqual(60);
  });
});
