// Stands for the worker of Azure Functions. It gives @azure/functions the module `@azure/functions-core`, and calls a function with a request of its protocol.
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

/** Registers a function, and returns a function that sends it a request, as the host does. */
function registered(folder, register) {
  const { app } = Module.createRequire(join(folder, 'package.json'))('@azure/functions');
  register(app);
  const { metadata, callback } = functions.at(-1);
  const [name] = Object.entries(metadata.bindings).find(([, { direction }]) => direction === 'in');
  return async (http) => {
    const request = { invocationId: '7', inputData: [{ name, data: { http } }], triggerMetadata: {}, retryContext: null, traceContext: null };
    const invocation = model.getInvocationModel({ metadata, invocationId: '7', request, state: 'invocation', log() {} });
    const { context, inputs } = await invocation.getArguments();
    const result = await invocation.invokeFunction(context, inputs, callback);
    return (await invocation.getResponse(context, result)).returnValue.http;
  };
}

module.exports = { registered };
