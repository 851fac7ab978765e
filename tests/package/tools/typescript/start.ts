import type { AddressInfo } from 'node:net';
import { makeApp } from './orders-app';

makeApp().then((app) => {
  const server = app.listen(0, '127.0.0.1', async () => {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/rope`);
    console.log(answer.status, JSON.parse(await answer.text()).detail);
    server.close();
  });
});
