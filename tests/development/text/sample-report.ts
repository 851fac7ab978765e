import type { ReportedFrame } from '../../../src/development/frames/reported-frame.ts';
import type { DevelopmentReport } from '../../../src/development/report/report.ts';
import type { ReportedError } from '../../../src/development/report/reported-error.ts';

/** A frame of the app with its source. */
export const OWN_FRAME: ReportedFrame = {
  kind: 'app',
  function: 'OrderService.find',
  file: 'src/orders.ts',
  path: '/srv/shop/src/orders.ts',
  line: 12,
  column: 5,
  isAsync: true,
  excerpt: { from: 11, lines: ['const order = await find(id);', "  return order.items['first'];", '}'] },
};

export function libraryFrame(name: string, line = 1): ReportedFrame {
  const file = `/srv/shop/node_modules/${name}/index.js`;
  return { kind: 'dependency', package: name, function: 'handle', file, path: file, line, column: 1, isAsync: false };
}

export const NODE_FRAME: ReportedFrame = {
  kind: 'node',
  function: 'process.processTicksAndRejections',
  file: 'node:internal/process/task_queues',
  path: undefined,
  line: 95,
  column: 5,
  isAsync: false,
};

export function sampleError(members: Partial<ReportedError> = {}): ReportedError {
  return {
    name: 'TypeError',
    message: 'Cannot read the items of an order',
    code: 'E_ITEMS',
    members: [['orderId', '7']],
    frames: [OWN_FRAME, libraryFrame('express'), libraryFrame('express', 2), NODE_FRAME],
    omittedFrames: 0,
    ...members,
  };
}

export function sampleReport(members: Partial<DevelopmentReport> = {}): DevelopmentReport {
  return {
    version: 1,
    reference: '7K3M-Q9TX',
    time: '2026-06-01T08:00:00.000Z',
    response: 'serverError',
    status: 500,
    title: 'Internal Server Error',
    detail: undefined,
    code: undefined,
    handled: false,
    whileAnswering: [],
    errors: [sampleError({ cause: sampleError({ name: 'Error', message: 'the database is away', code: undefined, members: [], frames: [NODE_FRAME] }) })],
    issues: [],
    hints: [],
    request: {
      method: 'GET',
      url: '/orders/7?page=2',
      origin: 'http://localhost:1337',
      httpVersion: '1.1',
      transport: 'http',
      route: '/orders/:id',
      headers: [
        ['host', 'localhost:1337'],
        ['authorization', '[masked]'],
      ],
      query: [['page', '2']],
      cookies: [['session', '[masked]']],
      body: undefined,
      context: [['user', '7']],
      negotiation: 'Accept text/markdown → markdown',
      duration: 1.5,
      requestId: undefined,
      traceId: undefined,
    },
    production: [
      { format: 'problem', status: 500, contentType: 'application/problem+json', body: '{"title":"Internal Server Error","status":500}' },
      { format: 'text', status: 500, contentType: 'text/plain; charset=utf-8', body: '500 Internal Server Error' },
    ],
    log: { level: 'error', record: { status: 500 } },
    versions: { node: '22.1.0', halyard: '1.0.0' },
    ...members,
  };
}

/** A report with this text in each place that an app, a library or a visitor can fill. */
export function reportWith(text: string): DevelopmentReport {
  const frame: ReportedFrame = { ...OWN_FRAME, function: text, file: text, path: text, excerpt: { from: 11, lines: [text, text, text] } };
  const error = sampleError({ name: text, message: text, code: text, members: [[text, text]], frames: [frame, { ...libraryFrame('x'), package: text }] });
  const sample = sampleReport();
  return sampleReport({
    title: text.replace(/\s+/g, ' ') || 'Title',
    detail: text,
    code: text,
    errors: [{ ...error, cause: error, errors: [error] }],
    whileAnswering: [error],
    issues: [{ pointer: text, in: text, rule: text, message: text }],
    hints: [{ text, lines: [text], code: text, see: text }],
    request: {
      ...sample.request,
      method: text,
      url: text,
      route: text,
      headers: [[text, text]],
      query: [[text, text]],
      cookies: [[text, text]],
      body: text,
      context: [[text, text]],
      negotiation: text,
      requestId: text,
      traceId: text,
    },
    production: [{ format: 'problem', status: 500, contentType: text, body: text }],
    versions: { [text]: text },
  });
}
