module.exports = {
  attributes: { name: { type: 'string', required: true, unique: true }, length: { type: 'number', min: 3 }, mail: { type: 'string', isEmail: true } },
};
