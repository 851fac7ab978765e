import { breakPart } from './faults.mjs';

/**
 * Runs a route's handler on a host whose answers are Responses. A body that the handler begins is sent while the handler is still at work.
 * `begin` starts such a body: its argument is the function that writes the body, and it returns the Response.
 */
export function answerOf({ request, url, reply, begin, set, status, local }, handler) {
  return new Promise((resolve, reject) => {
    let sent;
    let body;
    let handled;
    const context = {
      method: request.method,
      url,
      headers: Object.fromEntries(request.headers),
      respond: (name, ...args) => reply[name](...args),
      send(status, headers, text) {
        sent = new Response(status === 204 || request.method === 'HEAD' ? null : text, { status, headers });
        return sent;
      },
      write(chunk, type = 'text/plain') {
        if (body !== undefined) return body.write(chunk);
        resolve(
          begin(async (writer) => {
            body = writer;
            await writer.write(chunk);
            await handled;
          }, type),
        );
      },
      stream(parts, type) {
        sent = new Response(ReadableStream.from(encoded(parts)), { headers: { 'content-type': type } });
        return sent;
      },
      flash: () => reply.form.read(),
      form: () => reply.form,
      leave: (kind, text) => reply.form.flash(kind, text),
      fault: breakPart,
      set,
      status,
      local,
    };
    // A value that the handler throws reaches the host unchanged.
    handled = (async () => handler(context))();
    handled.then((result) => resolve(result ?? sent), reject);
  });
}

async function* encoded(parts) {
  const encoder = new TextEncoder();
  for await (const part of parts) yield encoder.encode(part);
}
