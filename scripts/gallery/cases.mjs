/** The cases of the gallery. A case with `path` has another address than its name. */
export const CASES = [
  { name: 'error', shows: 'A plain Error: the heading, the source of the app, folded frames of packages.' },
  { name: 'cause', shows: 'An error with a chain of causes, each with its code, its members and its frames.' },
  { name: 'aggregate', shows: 'An AggregateError: several attempts failed, each with its own frames.' },
  { name: 'typescript', shows: 'TypeScript, built with a source map: the lines of the .ts file.' },
  { name: 'template', shows: 'An error in an EJS template: the line of the template.' },
  { name: 'prisma', shows: 'An error of Prisma: a message of many lines.' },
  {
    name: 'validation',
    path: '/validation?email=ada&seats=40&token=4eC39HqLyjWDarjtT1zdp7dc',
    shows: 'A query that zod refuses: a 400 with the issues as a table.',
  },
  { name: 'bokings', shows: 'An address that does not exist: the nearest routes.' },
  { name: 'message', shows: 'A message of 5 MB: its beginning, and the rest folded.' },
  { name: 'frames', shows: 'A stack of 10,000 frames: the first ones, and how many are left out.' },
  { name: 'string', shows: 'A thrown string: there is no stack.' },
  { name: 'view', shows: "A 503 whose own view fails: the view's failure first, the original below." },
];
