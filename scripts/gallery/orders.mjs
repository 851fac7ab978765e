import express from 'express';

export const orders = express.Router();

const ORDERS = new Map([['42', { id: '42', country: 'NO' }]]);
const TAXES = { NO: 0.25, SE: 0.25, GB: 0.2 };

class OrderService {
  /** The total of an order, with the tax of its country. */
  async total(id) {
    const order = ORDERS.get(id);
    // The list of lines is loaded later, and this order has none yet.
    const sum = order.lines.reduce((total, { price, count }) => total + price * count, 0);
    return Math.round(sum * (1 + TAXES[order.country]));
  }
}

const service = new OrderService();

orders.get('/error', async (request, response) => {
  const { id = '42' } = request.query;
  response.json({ id, total: await service.total(id) });
});

orders.get('/cause', async (_, response) => {
  response.json(await shipment('42'));
});

async function shipment(id) {
  try {
    return await postalCode(id);
  } catch (cause) {
    throw Object.assign(new Error(`Order ${id} cannot be shipped`, { cause }), {
      code: 'E_SHIPMENT',
      orderId: id,
      carrier: { name: 'post', apiKey: 'sk_live_4eC39HqLyjWDarjtT1zdp7dc' },
    });
  }
}

async function postalCode(id) {
  try {
    return JSON.parse(`{"order": ${id}, "postalCode": 0150}`);
  } catch (cause) {
    throw new TypeError('The address book sent no JSON', { cause });
  }
}
