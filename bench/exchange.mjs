import { request } from 'node:http';

/** Sends one request and reads the whole answer, with the header fields in their original order and spelling. */
export function exchange(port, { path, accept }, agent) {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, agent, headers: { accept } }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode, fields: response.rawHeaders, type: response.headers['content-type'] ?? '', body }));
    });
    asked.on('error', reject).end();
  });
}
