import { once } from 'node:events';
import { createServer } from 'node:http';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import timeout from 'connect-timeout';
import { Gaxios } from 'gaxios';
import got from 'got';
import { createProxyMiddleware } from 'http-proxy-middleware';
import ky from 'ky';
import nodeFetch from 'node-fetch';
import Stripe from 'stripe';
import superagent from 'superagent';
import { Agent, interceptors, request } from 'undici';

export const CANARY = 'ann.quimby@zanzibar.example';
const LIMIT = 50;

/** An upstream that answers 404 with fields of its own, and one that is silent, below `/silent`. */
async function startUpstream() {
  const server = createServer((incoming, outgoing) => {
    if (incoming.url.includes('silent')) return;
    outgoing.writeHead(404, { 'content-type': 'application/json', 'www-authenticate': 'Upstream', 'retry-after': '9' });
    outgoing.end(JSON.stringify({ error: { message: CANARY, type: 'invalid_request_error' }, __type: 'ResourceNotFoundException', message: CANARY }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}/`;
}

/** An address where nothing listens. */
async function closedAddress() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}/`;
  server.close();
  return url;
}

function dynamo(endpoint, handler = {}) {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  return new DynamoDBClient({ endpoint, region: 'x', credentials, maxAttempts: 1, requestHandler: handler }).send(new ListTablesCommand({}));
}

function stripe(url, options = {}, id = 'cus_1') {
  const { hostname: host, port } = new URL(url);
  return new Stripe('sk_test', { host, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false, ...options }).customers.retrieve(id);
}

const gaxios = (url, options = {}) => new Gaxios().request({ url, retry: false, retryConfig: { retry: 0, noResponseRetries: 0 }, ...options });

/** The failures of HTTP clients and of SDKs: an upstream that answers, that refuses the connection, and that is silent. */
export async function httpCalls() {
  const [url, closed] = [await startUpstream(), await closedAddress()];
  const silent = `${url}silent`;
  const three = (answered, refused, timedOut) => ({ answered, refused, 'timed out': timedOut });
  return {
    got: three(
      () => got(url, { retry: { limit: 0 } }),
      () => got(closed, { retry: { limit: 0 } }),
      () => got(silent, { retry: { limit: 0 }, timeout: { request: LIMIT } }),
    ),
    ky: three(
      () => ky(url, { retry: 0 }),
      () => ky(closed, { retry: 0 }),
      () => ky(silent, { retry: 0, timeout: LIMIT }),
    ),
    undici: three(
      () => request(url, { dispatcher: new Agent().compose(interceptors.responseError()) }),
      () => request(closed),
      () => request(silent, { headersTimeout: LIMIT }),
    ),
    superagent: three(
      () => superagent.get(url),
      () => superagent.get(closed),
      () => superagent.get(silent).timeout({ response: LIMIT }),
    ),
    'node-fetch': {
      refused: () => nodeFetch(closed),
    },
    Gaxios: three(
      () => gaxios(url),
      () => gaxios(closed),
      () => gaxios(silent, { timeout: LIMIT }),
    ),
    'AWS SDK': three(
      () => dynamo(url),
      () => dynamo(closed),
      () => dynamo(silent, { requestTimeout: LIMIT, throwOnRequestTimeout: true }),
    ),
    Stripe: three(
      () => stripe(url),
      () => stripe(closed),
      () => stripe(silent, { timeout: LIMIT }, 'silent'),
    ),
  };
}

/** Middleware of Express that fails, or answers, by itself. */
export const middleware = {
  'connect-timeout': [timeout('20ms'), () => {}],
  'http-proxy-middleware': [createProxyMiddleware({ target: 'http://127.0.0.1:9', on: { error: (error, _request, response) => response.badGateway(error) } })],
};
