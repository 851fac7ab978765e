const OUTPUTS = {
  text: () => 'a text',
  number: () => 7,
  false: () => false,
  null: () => null,
  list: () => [1, 2],
  buffer: () => Buffer.from('a text'),
  error: () => new Error('the tide table is lost'),
  nothing: () => undefined,
};

module.exports = {
  inputs: { of: { type: 'string', required: true } },
  exits: { success: {}, page: { responseType: 'view', viewTemplatePath: 'pages/faq' }, paid: { responseType: 'compareOwn' }, gone: { responseType: 'gone' } },
  async fn({ of }) {
    if (of === 'page') throw { page: {} };
    if (of === 'paid') throw { paid: { berth: 12 } };
    if (of === 'gone') throw { gone: 'no berth' };
    if (of === 'forbidden') return this.res.forbidden('Only the owner may');
    return OUTPUTS[of]();
  },
};
