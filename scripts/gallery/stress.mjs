import express from 'express';

export const stress = express.Router();

stress.get('/message', () => {
  const rows = Array.from({ length: 80_000 }, (_, index) => `row ${index}: the value <${index}> is "out" of range & was ignored`);
  throw new RangeError(`The import has 80,000 errors\n${rows.join('\n')}`);
});

stress.get('/frames', () => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 10_000;
  try {
    descend(9_000);
  } finally {
    Error.stackTraceLimit = limit;
  }
});

function descend(depth) {
  if (depth === 0) throw new RangeError('The tree is deeper than expected');
  descend(depth - 1);
}

stress.get('/view', (_, response) => {
  response.serviceUnavailable(new Error('The database is starting'));
});
