import express from 'express';
import { halyard } from 'halyard/express';
import { orders } from './routes/orders.js';

export const app = express();

halyard(app);
app.use(express.json());
app.use('/orders', orders);

app.listen(process.env.PORT ?? 1337);
