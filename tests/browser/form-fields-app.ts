import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { Router } from 'express';
import { halyard } from 'halyard/express';
import multer from 'multer';

const SECRET = 'nobody-knows-how-deep-the-harbour-is';

/** An app whose form is in a router, posts to its own address, and has each kind of field. */
export async function openFieldsApp(): Promise<{ readonly url: string; readonly orders: readonly string[]; posts(): number; stop(): void }> {
  const orders: string[] = [];
  let posts = 0;
  const app = express();
  halyard(app, { flash: { secret: SECRET }, environment: 'production', logger: false });
  const profile = Router();
  const parts = multer({ limits: { fileSize: 100_000 } }).fields([{ name: 'photo' }]);
  profile.get('/', (_request, response) => {
    const { form } = response;
    const tags = [0, 1].map(
      (index) =>
        `<p><label for="${form.id('tags[]', { index })}">Tag ${index + 1}</label></p>${form.error('tags[]', { index })}<input${form.attributes('tags[]', { index })}>`,
    );
    response.type('html').send(`<!doctype html><html lang="en"><head><title>${form.title('Your profile')}</title><style>${STYLE}</style></head><body><main>
${form.summary()}${form.askAgain()}<h1>Your profile</h1>
<form method="post" enctype="multipart/form-data">
${form.group('news', { yes: 'Yes, every week', no: 'No' }, { legend: 'Do you want news?', value: 'yes' })}
${form.group('days[]', { sat: 'Saturday', sun: 'Sunday' }, { legend: 'Which days?', type: 'checkbox', value: ['sat'], hint: 'Choose one at least.' })}
${tags.join('')}
<p><label for="country">Country</label></p>${form.error('country')}${form.select('country', { NO: 'Norway', SE: 'Sweden' }, { placeholder: 'Choose a country' })}
<p><label for="note">Note</label></p>${form.error('note')}${form.textarea('note', { attributes: { rows: 3 } })}
<p><label for="password">Password</label></p><input${form.attributes('password', { type: 'password' })}>
<p><label for="photo">Photo</label></p><input${form.attributes('photo', { type: 'file' })}>
<p><button>Save</button></p></form></main></body></html>`);
  });
  profile.post('/', parts, (request, response) => {
    if (request.body.note === 'fail') throw new Error('the disk is full');
    return response.badRequest([
      { path: ['days'], message: 'Choose a day on which we are open.' },
      { path: ['tags', 1], message: 'Use another second tag.' },
      { path: ['country'], message: 'Choose a country that we send to.' },
    ]);
  });
  app.use('/account', Router().use('/profile', profile));
  app.get('/order', (_request, response) => {
    response
      .type('html')
      .send(
        `<!doctype html><html lang="en"><title>Order</title><form method="post">${response.form.onceField()}${response.form.submit('Order', { busy: 'Sending …' })}</form></html>`,
      );
  });
  app.post('/order', express.urlencoded({ extended: false }), async (request, response) => {
    posts++;
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { _once: id } = request.body as { _once: string };
    if (!orders.includes(id)) orders.push(id);
    return response.redirect(303, '/order');
  });
  const server: Server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, orders, posts: () => posts, stop: () => void server.close() };
}

const STYLE =
  'body{font:16px sans-serif;max-width:40em;margin:2em auto}fieldset{margin:1em 0}.field-error{color:#b10e1e;font-weight:bold}.error-summary{border:4px solid #b10e1e;padding:1em}.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}';
