import { breakPart } from './faults.mjs';

/**
 * A route's handler, run on a host whose answers are Responses. What it sends is the answer; a body that it begins goes out while it is still
 * at work. `begin` starts such a body: it is called with the function that writes it, and gives the Response.
 */
export function answerOf({ request, url, reply, begin, set }, handler) {
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
      flash: () => reply.form.read(),
      leave: (kind, text) => reply.form.flash(kind, text),
      fault: breakPart,
      set,
    };
    // Whatever it throws reaches the host as it is.
    handled = (async () => handler(context))();
    handled.then((result) => resolve(result ?? sent), reject);
  });
}
