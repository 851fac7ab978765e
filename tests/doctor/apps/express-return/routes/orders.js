import { Router } from 'express';

const all = new Map([['7', { id: '7', total: 40, paid: true }]]);

export const orders = Router();

orders.get('/', (_req, res) => res.ok([...all.values()]));

orders.get('/:id', (req, res) => {
  const order = all.get(req.params.id);
  if (order === undefined) return res.notFound('There is no such order.');
  return res.ok(order);
});

orders.post('/:id/refund', (req, res) => {
  const order = all.get(req.params.id);
  if (order === undefined) {
    res.notFound('There is no such order.');
  }
  if (!order.paid) return res.conflict('This order is not paid.');
  return res.accepted();
});
