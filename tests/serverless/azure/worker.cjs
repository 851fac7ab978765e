// Stands for the worker of Azure Functions. It gives @azure/functions the module `@azure/functions-core`, and calls a function with a request of its protocol.
const { randomUUID } = require('node:crypto');
const { once } = require('node:events');
const http = require('node:http');
const Module = require('node:module');
const { join } = require('node:path');

const functions = [];
let model;
const core = {
  version: '3.11.0',
  hostVersion: '4.1040.0',
  registerFunction(metadata, callback) {
    functions.push({ metadata, callback });
    return { dispose() {} };
  },
  setProgrammingModel(value) {
    model = value;
  },
  registerHook: () => ({ dispose() {} }),
  log() {},
};

const { _load } = Module;
Module._load = function load(request, ...rest) {
  return request === '@azure/functions-core' ? core : _load.call(this, request, ...rest);
};

/**
 * Registers a function, and returns a function that sends it a request, as the host does: in a message of the protocol, or with `stream` through the server
 * that `enableHttpStream` starts.
 */
function registered(folder, register, { stream = false } = {}) {
  const load = Module.createRequire(join(folder, 'package.json'));
  // `enableHttpStream` is a setting of the loaded module.
  delete Module._cache[load.resolve('@azure/functions')];
  const { app } = load('@azure/functions');
  if (stream) app.setup({ enableHttpStream: true });
  register(app);
  const { metadata, callback } = functions.at(-1);
  const [name] = Object.entries(metadata.bindings).find(([, { direction }]) => direction === 'in');
  const ownModel = model;
  const answerOf = async (invocationId, input, triggerMetadata) => {
    const request = { invocationId, inputData: [{ name, data: input }], triggerMetadata, retryContext: null, traceContext: null };
    const invocation = ownModel.getInvocationModel({ metadata, invocationId, request, state: 'invocation', log() {} });
    const { context, inputs } = await invocation.getArguments();
    const result = await invocation.invokeFunction(context, inputs, callback);
    return invocation.getResponse(context, result);
  };
  if (!stream) return async (request) => (await answerOf('7', { http: request }, {})).returnValue.http;
  const capabilities = ownModel.getCapabilities({});
  return async (request) => sendOverHttp((await capabilities).HttpUri, request, answerOf);
}

/** Sends a request to the server of `enableHttpStream`. The protocol carries only the header fields, and whether the function has failed. */
async function sendOverHttp(uri, { method, url, headers, body }, answerOf) {
  const invocationId = randomUUID();
  const { host, pathname, search } = new URL(url);
  const fields = { 'x-ms-invocation-id': invocationId, 'x-forwarded-host': host, 'x-forwarded-proto': 'https' };
  const length = body.bytes === undefined ? undefined : { 'content-length': body.bytes.length };
  const sent = http.request(new URL(`${pathname}${search}`, uri), { method, headers: { ...fields, ...length } }).end(body.bytes);
  const finished = answerOf(invocationId, {}, { Headers: { json: JSON.stringify(headers) } });
  // The host ends the connection of a function that fails.
  finished.catch((error) => sent.destroy(error));
  const [answer] = await once(sent, 'response');
  const chunks = await answer.toArray();
  await finished;
  return {
    statusCode: String(answer.statusCode),
    headers: answer.headers,
    cookies: answer.headers['set-cookie'] ?? [],
    body: { bytes: Buffer.concat(chunks) },
  };
}

module.exports = { registered };
