import express from 'express';
import { z } from 'zod';

export const signup = express.Router();

const Account = z.object({
  email: z.email(),
  password: z.string().min(12),
  seats: z.coerce.number().int().min(1).max(12),
  terms: z.literal('yes'),
});

signup.get('/form/validation', (_, response) => {
  response.send(
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign up</title><form method="post" action="/validation?plan=crew"><p><label>Email <input name="email" value="ada at example"></label>' +
      '<p><label>Password <input name="password" type="password" value="hunter2"></label><p><label>Seats <input name="seats" value="40"></label><p><button>Send</button></form>',
  );
});

signup.post('/validation', (request, response) => {
  const account = Account.parse(request.body);
  response.status(201).json({ email: account.email });
});
