/** The header field with which a request says what it meets: JSON, or the name of a fault. Requirements run at the same time, so each has its own outage. */
const FIELD = 'x-control-outage';

const FAULTS = {
  throws() {
    throw new Error('the source throws: S3CRET');
  },
  rejects: () => Promise.reject(new Error('the source rejects: S3CRET')),
  hangs: () => new Promise(() => {}),
  getter: () => ({
    get retryAfter() {
      throw new Error('the getter throws: S3CRET');
    },
  }),
  proxy: () =>
    new Proxy(
      {},
      {
        get() {
          throw new Error('the proxy throws: S3CRET');
        },
      },
    ),
};

/** The source of outages of every fixture. A path that the outage names in `exempt` meets none. */
export const controlMaintenance = {
  meets(request) {
    const plan = request.header(FIELD);
    if (plan === undefined) return undefined;
    if (FAULTS[plan] !== undefined) return FAULTS[plan]();
    const met = JSON.parse(plan);
    return met?.exempt === request.url.split('?', 1)[0] ? undefined : met;
  },
};

/** The app's own page of an outage. Every other 503 has the built-in page. */
export const outageViews = {
  render(view, { status, title, message, reference }, request) {
    if (view !== '503' || request?.header(FIELD) === undefined) return undefined;
    const lines = [`<h1>${title}</h1>`, `<p id="message">${message}</p>`, `<p id="reference">${reference}</p>`];
    return `<!doctype html><html lang="en"><title>${title}</title><main data-view="${status}">${lines.join('')}</main></html>`;
  },
};
