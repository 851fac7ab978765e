/** A browser's request, before a gateway turns it into an event. */
export interface Asked {
  readonly method?: string;
  /** The path, with the query if there is one. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly sourceIp?: string;
}

/** The response that the browser gets, for every shape of the function's result. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
  readonly text: string;
}

/** The result of a Lambda function, in the shapes of all four gateways. */
export interface LambdaResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

const HOST = 'orders.example.com';

/** The documented events of AWS: payload 1.0 of API Gateway, payload 2.0, a load balancer without and with multi-value headers, a function URL. */
export const EVENTS: Readonly<Record<string, (asked: Asked) => object>> = {
  'API Gateway, payload 1.0': (asked) => ({
    version: '1.0',
    resource: '/{proxy+}',
    path: pathOf(asked),
    httpMethod: methodOf(asked),
    headers: headersOf(asked),
    multiValueHeaders: lists(headersOf(asked)),
    queryStringParameters: queryOf(asked),
    multiValueQueryStringParameters: queryOf(asked) && lists(queryOf(asked) as Record<string, string>),
    pathParameters: { proxy: pathOf(asked).slice(1) },
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: 'abcdef1234',
      domainName: HOST,
      httpMethod: methodOf(asked),
      identity: { sourceIp: sourceOf(asked), userAgent: 'Mozilla/5.0' },
      path: `/prod${pathOf(asked)}`,
      protocol: 'HTTP/1.1',
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      stage: 'prod',
    },
    ...bodyOf(asked),
  }),
  'API Gateway, payload 2.0': (asked) => payload2(asked, HOST),
  'a load balancer': (asked) => ({ ...balanced(asked), headers: headersOf(asked), queryStringParameters: queryOf(asked) ?? {} }),
  'a load balancer with multi-value headers': (asked) => ({
    ...balanced(asked),
    multiValueHeaders: lists(headersOf(asked)),
    multiValueQueryStringParameters: lists(queryOf(asked) ?? {}),
  }),
  'a function URL': (asked) => payload2(asked, 'abcdefghijklmnop.lambda-url.eu-central-1.on.aws'),
};

/** Reads a result as the gateway does before it answers the browser. */
export function answered({ statusCode, headers = {}, multiValueHeaders = {}, cookies = [], body = '', isBase64Encoded = false }: LambdaResult): Answered {
  const all: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) all[name.toLowerCase()] = String(value);
  for (const [name, values] of Object.entries(multiValueHeaders)) all[name.toLowerCase()] = values.join(', ');
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const single = headers['set-cookie'] === undefined ? [] : [String(headers['set-cookie'])];
  return { status: statusCode, headers: all, cookies: [...cookies, ...(multiValueHeaders['set-cookie'] ?? single)], body: bytes, text: bytes.toString('utf8') };
}

function payload2(asked: Asked, domainName: string): object {
  const { cookie, ...headers } = headersOf(asked);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathOf(asked),
    rawQueryString: asked.path.split('?')[1] ?? '',
    ...(cookie === undefined ? undefined : { cookies: cookie.split('; ') }),
    headers: { ...headers, host: headers['host'] ?? domainName },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'abcdef1234',
      domainName,
      http: { method: methodOf(asked), path: pathOf(asked), protocol: 'HTTP/1.1', sourceIp: sourceOf(asked), userAgent: 'Mozilla/5.0' },
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      routeKey: '$default',
      stage: '$default',
    },
    ...bodyOf(asked),
  };
}

function balanced(asked: Asked): object {
  return {
    requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/orders/49e9d65c45c6791a' } },
    httpMethod: methodOf(asked),
    path: pathOf(asked),
    ...bodyOf(asked),
  };
}

/** No gateway here adds a field that reveals a proxy. Only the connection shows that the client is remote. */
function headersOf({ headers = {}, body, method }: Asked): Record<string, string> {
  const length = body === undefined && method !== 'POST' ? undefined : { 'content-length': String(Buffer.byteLength(body ?? '')) };
  return { host: HOST, ...length, ...headers };
}

function bodyOf({ body }: Asked): object {
  return body === undefined ? { body: null, isBase64Encoded: false } : { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
}

function methodOf({ method = 'GET' }: Asked): string {
  return method;
}

function pathOf({ path }: Asked): string {
  return path.split('?')[0] as string;
}

function queryOf({ path }: Asked): Record<string, string> | null {
  const query = path.split('?')[1];
  return query === undefined ? null : Object.fromEntries(new URLSearchParams(query));
}

function sourceOf({ sourceIp = '203.0.113.7' }: Asked): string {
  return sourceIp;
}

function lists(fields: Readonly<Record<string, string>>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]]));
}
