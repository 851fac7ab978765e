import type { ReportedFrame } from '../../../src/development/frames/reported-frame.ts';
import type { DevelopmentReport, ReportedRequest } from '../../../src/development/report/report.ts';
import type { ReportedError } from '../../../src/development/report/reported-error.ts';

/** A frame of the app with an excerpt of eleven lines. */
export function appFrame(own: Partial<ReportedFrame> = {}): ReportedFrame {
  return {
    kind: 'app',
    function: 'OrderService.total',
    file: 'src/orders/order-service.ts',
    path: '/srv/shop/src/orders/order-service.ts',
    line: 18,
    column: 25,
    isAsync: false,
    excerpt: {
      from: 13,
      lines: [
        '  /** The total of an order, with the tax of its country. */',
        '  async total(id: string): Promise<number> {',
        '    const order = await this.#orders.find(id);',
        "    const key = '[masked]';",
        '    // An order without lines has no total.',
        '    const sum = order.lines.reduce((total, { price, count }) => total + price * count, 0);',
        '    if (sum > 10_000) throw new RangeError("The order is too large");',
        '    return Math.round(sum * (1 + TAXES[order.country]));',
        '  }',
        '',
        '  async ship(id: string): Promise<void> {',
      ],
    },
    ...own,
  };
}

/** A frame of a package. */
export function packageFrame(name: string, own: Partial<ReportedFrame> = {}): ReportedFrame {
  return {
    kind: 'dependency',
    function: 'Layer.handleRequest',
    file: `node_modules/${name}/lib/layer.js`,
    path: `/srv/shop/node_modules/${name}/lib/layer.js`,
    line: 152,
    column: 17,
    isAsync: false,
    package: name,
    ...own,
  };
}

const NODE: ReportedFrame = {
  kind: 'node',
  function: 'process.processTicksAndRejections',
  file: 'node:internal/process/task_queues',
  path: undefined,
  line: 105,
  column: 5,
  isAsync: true,
};

/** An error with two frames of the app and frames of others between them. */
export function reportedError(own: Partial<ReportedError> = {}): ReportedError {
  return {
    name: 'TypeError',
    message: "Cannot read properties of undefined (reading 'reduce')",
    code: undefined,
    members: [],
    frames: [
      appFrame(),
      appFrame({
        function: 'showOrder',
        file: 'src/orders/routes.ts',
        path: '/srv/shop/src/orders/routes.ts',
        line: 9,
        column: 42,
        isAsync: true,
        excerpt: {
          from: 7,
          lines: [
            "router.get('/orders/:id', async (request, response) => {",
            '  const { id } = request.params;',
            "  response.render('order', { total: await orders.total(id) });",
            '});',
          ],
        },
      }),
      packageFrame('router'),
      packageFrame('router', { function: 'next', line: 136, column: 5 }),
      packageFrame('express', { function: 'Function.handle' }),
      NODE,
    ],
    omittedFrames: 0,
    ...own,
  };
}

/** A request of a browser. */
export function reportedRequest(own: Partial<ReportedRequest> = {}): ReportedRequest {
  return {
    method: 'GET',
    url: '/orders/42?expand=lines&token=[masked]',
    origin: 'http://localhost:1337',
    httpVersion: '1.1',
    transport: 'http',
    route: '/orders/:id',
    headers: [
      ['host', 'localhost:1337'],
      ['accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'],
      ['accept-language', 'en-GB,en;q=0.9'],
      ['authorization', '[masked]'],
      ['cookie', '[masked]'],
      ['sec-fetch-dest', 'document'],
      ['user-agent', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'],
    ],
    query: [
      ['expand', 'lines'],
      ['token', '[masked]'],
    ],
    cookies: [['session', '[masked]']],
    body: undefined,
    context: [['user', '{\n  "id": 7,\n  "name": "Ada"\n}']],
    negotiation: 'Accept text/html → HTML, because the browser prefers it to every other format of this app.',
    duration: 12.4,
    requestId: 'req-8c1',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    ...own,
  };
}

/** A report with something in each section. */
export function developmentReport(own: Partial<DevelopmentReport> = {}): DevelopmentReport {
  return {
    version: 1,
    reference: '7K3M-Q9TX',
    time: '2026-11-30T11:45:17.123Z',
    response: 'serverError',
    status: 500,
    title: 'Internal Server Error',
    detail: undefined,
    code: undefined,
    handled: false,
    whileAnswering: [],
    errors: [reportedError()],
    issues: [],
    hints: [],
    request: reportedRequest(),
    production: [
      {
        format: 'html',
        status: 500,
        contentType: 'text/html; charset=utf-8',
        body: '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><style>body{font:1rem/1.5 system-ui;padding:2rem}h1{color:rgb(11, 110, 153)}</style><title>Internal Server Error (500)</title></head><body><main><p>500</p><h1>Internal Server Error</h1><p>Something went wrong on our side. It has been noted.</p></main></body></html>',
      },
      {
        format: 'problem',
        status: 500,
        contentType: 'application/problem+json; charset=utf-8',
        body: '{"type":"about:blank","title":"Internal Server Error","status":500,"reference":"7K3M-Q9TX"}',
      },
      { format: 'markdown', status: 500, contentType: 'text/markdown; charset=utf-8', body: '# 500 Internal Server Error\n\nReference: 7K3M-Q9TX\n' },
      { format: 'text', status: 500, contentType: 'text/plain; charset=utf-8', body: '500 Internal Server Error\nReference: 7K3M-Q9TX\n' },
    ],
    log: { level: 'error', record: { reference: '7K3M-Q9TX', response: 'serverError', status: 500, method: 'GET', path: '/orders/42', user: { id: 7 } } },
    versions: { node: '22.11.0', halyard: '1.0.0', express: '5.3.0' },
    ...own,
  };
}
