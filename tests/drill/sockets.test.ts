import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { halyard } from 'halyard/socket-io';
import { Server } from 'socket.io';
import { connect } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Played } from '../../src/drill/model/answer.ts';
import type { DrillReport } from '../../src/drill/model/drill-report.ts';
import { drill } from './drilled.ts';

const ENTRY = new URL('apps/sockets.mjs', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'halyard-drill-sockets-'));
const file = join(folder, 'calls.txt');
afterAll(() => rmSync(folder, { recursive: true }));

interface Drilled extends DrillReport {
  /** The exercises over sockets. */
  readonly over: readonly Played[];
  /** The listeners of the app that ran. */
  readonly calls: string;
}

async function drilled(kind: string, options: Parameters<typeof drill>[1] = {}): Promise<Drilled> {
  writeFileSync(file, '');
  Object.assign(process.env, { SOCKETS: kind, SOCKETS_FILE: file });
  const report = await drill(ENTRY, options);
  return { ...report, over: report.played.filter(({ exercise }) => exercise.client === 'socket'), calls: readFileSync(file, 'utf8') };
}

const failingOf = ({ app }: DrillReport): readonly string[] => app.responses.filter(({ status }) => status >= 400).map(({ name }) => name);
const findingsOf = ({ findings }: DrillReport): readonly string[] =>
  findings.filter(({ client }) => client === 'socket').map(({ code, response, message }) => `${code} ${response} ${message}`);
const skippedOf = ({ skipped }: DrillReport): readonly string[] => skipped.map(({ what, why }) => `${what}: ${why}`).filter((one) => one.includes('over '));

describe('a drill of an app with sockets', () => {
  it.each(['express', 'alone', 'ws', 'ws noServer'])(
    'plays each failing response over a real socket, calls no listener and finds nothing: %s',
    async (kind) => {
      const report = await drilled(kind);
      const { over, calls } = report;
      expect(over.filter(({ trace }) => !trace.isPlayed)).toEqual([]);
      expect(new Set(over.map(({ exercise }) => exercise.call?.response))).toEqual(new Set(failingOf(report)));
      expect(new Set(over.map(({ exercise }) => exercise.situation.split(',')[0]))).toEqual(new Set(['bare', 'message', 'error', 'data', 'issues', 'thrown']));
      expect(over.filter(({ exercise, answer }) => !exercise.expected.statuses.includes(answer.status))).toEqual([]);
      expect(findingsOf(report)).toEqual([]);
      expect(skippedOf(report)).toEqual(kind === 'alone' ? ['answers over HTTP: Halyard is mounted on sockets only'] : []);
      expect(calls).toBe('');
    },
  );

  it('gets the status, the problem and the reference that a client of Socket.IO gets', async () => {
    const { over } = await drilled('alone', { only: ['conflict'] });
    const bare = over.find(({ exercise }) => exercise.situation === 'bare') as Played;
    const message = over.find(({ exercise }) => exercise.situation === 'message') as Played;
    const reference = bare.answer.headers.find(([name]) => name === 'error-reference')?.[1];
    expect(JSON.parse(bare.answer.body)).toEqual({ title: 'Conflict', status: 409, reference });
    expect(JSON.parse(message.answer.body)).toMatchObject({ status: 409, detail: expect.stringContaining('Berth 7') });
  });

  it('plays the refusal of an upgrade, and the close frame of a WebSocket', async () => {
    const { over } = await drilled('ws', { only: ['conflict'] });
    const of = (situation: string): Played['answer'] => (over.find(({ exercise }) => exercise.situation === situation) as Played).answer;
    expect(of('bare')).toMatchObject({ status: 409, headers: expect.arrayContaining([['content-type', 'application/problem+json']]) });
    expect(of('bare, closes')).toMatchObject({ status: 409, headers: [['close-code', '1008']] });
    expect(of('bare, closes').body).toMatch(/^409 Conflict [\dA-Z]{4}-[\dA-Z]{4}$/);
  });

  it.each(['leaks', 'ws leaks'])("finds what the app's own response shows: %s", async (kind) => {
    const report = await drilled(kind, { only: ['notFound'] });
    const found = report.findings.filter(({ client }) => client === 'socket').map(({ code, response, message }) => `${code} ${response} ${message}`);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^leak notFound An answer shows the stack of an error/),
        expect.stringMatching(/^leak notFound An answer shows a cookie of the request/),
      ]),
    );
  });

  it('says why sockets were refused, and plays them with the `auth` or the header fields of a situation', async () => {
    const refused = await drilled('refuses', { only: ['notFound'] });
    expect(refused.over).toEqual([]);
    expect(skippedOf(refused)).toEqual([
      expect.stringMatching(/^answers over Socket\.IO at \/socket\.io: the namespace \/ is refused: 401 .*`auth`.*--situations/),
    ]);
    for (const own of [{ auth: { token: 'a member' } }, { headers: { 'x-member': 'yes' } }]) {
      const accepted = await drilled('refuses', { only: ['notFound'], situations: [{ name: 'a member', ...own }] });
      expect(new Set(accepted.over.map(({ exercise }) => exercise.situation))).toEqual(new Set(['bare', 'message', 'error', 'data', 'a member']));
      expect(skippedOf(accepted)).toEqual([]);
      expect(accepted.over.filter(({ trace }) => !trace.isPlayed)).toEqual([]);
      expect(accepted.calls).toBe('');
    }
  });

  it('says that no WebSocket could be opened, and opens one with the header fields of a situation', async () => {
    const refused = await drilled('ws refuses', { only: ['notFound'] });
    expect(new Set(refused.over.map(({ exercise }) => exercise.situation))).toEqual(new Set(['bare', 'message', 'error', 'data']));
    expect(skippedOf(refused)).toEqual([expect.stringMatching(/^answers over ws at \/, close frames: the app refuses the connection/)]);
    const accepted = await drilled('ws refuses', { only: ['notFound'], situations: [{ name: 'a member', headers: { 'x-member': 'yes' } }] });
    const closed = accepted.over.find(({ exercise }) => exercise.situation === 'a member, closes');
    expect(closed?.answer).toMatchObject({ status: 404, headers: [['close-code', '1008']] });
    expect(refused.calls + accepted.calls).toBe('');
  });

  it('plays the responses of a server that takes no long polling', async () => {
    const report = await drilled('only websocket', { only: ['notFound'] });
    expect(report.over.filter(({ trace }) => trace.isPlayed).length).toBe(4);
    expect(skippedOf(report)).toEqual(['answers over HTTP: Halyard is mounted on sockets only']);
  });
});

describe('an app of this process after its drill', () => {
  let server: HttpServer;
  let io: Server;
  const heard: string[] = [];
  beforeAll(() => {
    server = createServer();
    io = new Server(server);
    io.on('connection', (socket) => {
      heard.push('connection');
      socket.on('order', (ack: (value: string) => void) => ack('taken'));
    });
  });
  afterAll(async () => {
    await io.close();
  });

  it('calls its own listeners again', async () => {
    const makes = (): HttpServer => {
      halyard(io, { logger: false });
      return server;
    };
    const { played } = await drill(makes, { only: ['notFound'] });
    expect(played.length).toBeGreaterThan(3);
    expect(heard).toEqual([]);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const socket = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(await socket.emitWithAck('order')).toBe('taken');
    expect(await socket.emitWithAck('halyard-drill/10')).toMatchObject({ status: 404 });
    expect(heard).toEqual(['connection']);
    socket.disconnect();
  });
});
