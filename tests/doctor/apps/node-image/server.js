import { halyard } from 'halyard/node-http';
import { load } from 'halyard/load';

const app = halyard(await load({ root: import.meta.dirname }));

app
  .createServer((req, res) => {
    if (req.url === '/prices') return res.ok([{ id: 1, price: 3 }]);
    return res.notFound();
  })
  .listen(Number(process.env.PORT ?? 1337));
