module.exports = {
  inputs: { name: { type: 'string', required: true } },
  exits: {
    success: { description: 'Done.' },
    taken: { responseType: 'badRequest' },
    hidden: { responseType: 'notFound' },
    closed: { responseType: 'forbidden' },
    elsewhere: { responseType: 'redirect' },
    teapot: { statusCode: 418 },
    conflict: { statusCode: 409 },
  },
  async fn({ name }) {
    if (name === 'success') return { berth: 12 };
    if (name === 'unknown') throw new Error('the tide table is lost');
    throw name.startsWith('with-data-') ? { [name.slice('with-data-'.length)]: '/welcome' } : name;
  },
};
