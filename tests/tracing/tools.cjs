/** The tools by name. `register` starts one, `wrap` wraps handlers as its users do, `observed` is what it saw in the end. */
exports.TOOLS = {
  none: () => ({ register() {}, observed: () => [] }),

  OpenTelemetry: (load) => {
    const { InMemorySpanExporter, BasicTracerProvider, SimpleSpanProcessor } = load('@opentelemetry/sdk-trace-base');
    const { AsyncLocalStorageContextManager } = load('@opentelemetry/context-async-hooks');
    const api = load('@opentelemetry/api');
    const exporter = new InMemorySpanExporter();
    return {
      register() {
        const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
        api.trace.setGlobalTracerProvider(tracerProvider);
        api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
        const { registerInstrumentations } = load('@opentelemetry/instrumentation');
        const { ExpressInstrumentation } = load('@opentelemetry/instrumentation-express');
        const { HttpInstrumentation } = load('@opentelemetry/instrumentation-http');
        registerInstrumentations({ tracerProvider, instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] });
        load('http');
        load('express');
      },
      observed: () =>
        exporter
          .getFinishedSpans()
          .map(({ name, status, attributes }) => `${name} ${attributes['http.route'] ?? ''} ${status.code === 2 ? 'failed' : ''}`.trim()),
    };
  },

  Sentry: (load) => {
    const Sentry = load('@sentry/node');
    const events = [];
    const transport = () => ({ send: async () => ({}), flush: async () => true });
    return {
      register() {
        Sentry.init({
          dsn: 'https://key@sentry.invalid/1',
          tracesSampleRate: 1,
          transport,
          beforeSend: (event) => void events.push(`error ${event.exception?.values?.at(-1)?.value}`) ?? null,
          beforeSendTransaction: (event) => void events.push(`transaction ${event.transaction}`) ?? null,
        });
        load('express');
      },
      async observed() {
        await Sentry.flush(1000);
        return events;
      },
    };
  },

  'express-async-errors': (load) => ({ register: () => load('express-async-errors'), observed: () => [] }),

  'wrapped handlers': (load) => ({ register() {}, wrap: load('express-async-handler'), observed: () => [] }),

  // The same by hand. The promise stays rejected.
  'handlers that are wrapped by hand': () => ({
    register() {},
    wrap: (handler) => (request, response, next) => {
      const result = (async () => handler(request, response, next))();
      result.catch(next);
      return result;
    },
    observed: () => [],
  }),
};
