import express from 'express';
import { halyard } from 'halyard/express';

const app = express();
halyard(app, {
  logger: false,
  responses: {
    notFound() {
      const { address } = this.req.socket.server.address();
      this.res.type('text').send(`${process.env.NODE_ENV} ${process.env.HALYARD_DRILL} ${address}`);
    },
  },
});
app.listen(3000, '0.0.0.0');
