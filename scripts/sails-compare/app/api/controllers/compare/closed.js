module.exports = { fn: async () => 'never' };
