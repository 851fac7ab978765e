import express from 'express';

export const payments = express.Router();

/** Asks a provider. None of them answers here. */
async function charge(provider, amount) {
  await Promise.resolve();
  if (provider === 'northpay') throw Object.assign(new Error(`${provider} did not answer within 2000 ms`), { code: 'ETIMEDOUT', amount });
  if (provider === 'paywell') throw Object.assign(new Error(`${provider} refused the card`), { code: 'E_CARD_DECLINED', reason: 'insufficient_funds' });
  return undefined.charge(amount);
}

payments.get('/aggregate', async (_, response) => {
  const paid = await Promise.any(['northpay', 'paywell', 'coin'].map((provider) => charge(provider, 4_200)));
  response.json(paid);
});

payments.get('/string', () => {
  throw 'The payment was not made';
});
