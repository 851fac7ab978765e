module.exports = {
  inputs: { size: { type: 'number', required: true }, email: { type: 'string', isEmail: true } },
  fn: async ({ size }) => ({ size }),
};
