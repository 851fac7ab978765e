import express from 'express';
import { z } from 'zod';

export const signup = express.Router();

const Search = z.object({
  email: z.email(),
  seats: z.coerce.number().int().min(1).max(12),
  day: z.iso.date(),
});

signup.get('/validation', (request, response) => {
  const { success, data, error } = Search.safeParse(request.query);
  if (!success) return response.badRequest(error);
  return response.json(data);
});

// A form whose action fails: the page keeps what was typed. The list of the cases does not have it.
signup.get('/form', (_, response) => {
  response.send(
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign up</title><form method="post" action="/form"><p><label>Name <input name="name"></label>' +
      '<p><label>Password <input name="password" type="password"></label><p><button>Send</button></form>',
  );
});

signup.post('/form', (request) => {
  throw new Error(`The account of ${request.body.name} was not created`);
});
