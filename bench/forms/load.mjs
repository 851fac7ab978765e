// Visitors who repeatedly send a form with mistakes and open its page, each on a kept-alive connection with separate cookies:
// `node load.mjs <port> <seconds> <visitors>`. Prints the number of forms that were sent back and shown, as JSON.
import { Agent, request } from 'node:http';
import { typed } from './form.mjs';

const [port, seconds, visitors] = process.argv.slice(2).map(Number);
const PATH = '/bookings/new';
const BODY = new URLSearchParams(typed).toString();
const BROWSER = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
};
const FORM = {
  ...BROWSER,
  origin: `http://127.0.0.1:${port}`,
  referer: `http://127.0.0.1:${port}${PATH}`,
  'content-type': 'application/x-www-form-urlencoded',
  'content-length': Buffer.byteLength(BODY),
};

const started = performance.now();
const until = started + seconds * 1000;
const counts = await Promise.all(Array.from({ length: visitors }, visit));
const forms = counts.reduce((sum, count) => sum + count, 0);
process.stdout.write(JSON.stringify({ forms, perSecond: forms / ((performance.now() - started) / 1000) }));

async function visit() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const cookies = new Map();
  let count = 0;
  while (performance.now() < until) {
    const sent = await ask(agent, cookies, 'POST', FORM, BODY);
    if (sent.status !== 303 || sent.location !== PATH)
      throw new Error(`The form was answered with ${sent.status} to ${sent.location}:\n${sent.body.slice(0, 500)}`);
    const page = await ask(agent, cookies, 'GET', BROWSER, '');
    if (page.status !== 200 || page.body.split('<strong').length !== 4 || !page.body.includes('value="18.5"') || page.body.includes(typed.password))
      throw new Error(`The page was answered with ${page.status}:\n${page.body}`);
    count += 1;
  }
  agent.destroy();
  return count;
}

function ask(agent, cookies, method, headers, body) {
  return new Promise((resolve, reject) => {
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ');
    const asked = request({ host: '127.0.0.1', port, path: PATH, method, agent, headers: cookie === '' ? headers : { ...headers, cookie } }, (response) => {
      for (const field of response.headers['set-cookie'] ?? []) keep(cookies, field);
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode, location: response.headers.location, body: text }));
    });
    asked.on('error', reject).end(body);
  });
}

function keep(cookies, field) {
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(field);
  if (/; *max-age=0/i.test(field)) cookies.delete(name);
  else cookies.set(name, value);
}
