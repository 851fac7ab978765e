import joi from 'joi';

// The bakery's shelves. They are kept in memory, so a restart fills them.

export const breads = [
  { id: 'rye', name: 'Rye bread', left: 12 },
  { id: 'seed', name: 'Seed bread', left: 4 },
  { id: 'wedding', name: 'Wedding cake', left: 1, reserved: true },
];

export function findBread(id) {
  return breads.find((bread) => bread.id === id);
}

/** An order, as a form or a program sends it. */
export const orderSchema = joi.object({
  email: joi.string().email({ tlds: false }).required().messages({ '*': 'Tell us your email address, such as ada@example.com.' }),
  bread: joi
    .valid(...breads.filter(({ reserved }) => !reserved).map(({ id }) => id))
    .required()
    .messages({ '*': 'Choose one of the breads.' }),
});

/** Takes one bread from the shelf. `undefined`: there is none left. */
export function takeBread(id) {
  const bread = findBread(id);
  if (bread.left === 0) return undefined;
  bread.left -= 1;
  return bread;
}

/** The oven has a thermometer that does not answer. */
export async function ovenTemperature() {
  throw new Error('The oven did not answer', { cause: new Error('connect ETIMEDOUT 192.0.2.7:502') });
}
