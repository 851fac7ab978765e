module.exports = {
  guarded: (_req, res) => res.ok({ berth: 12 }),
  async fails() {
    throw new Error('the tide table is lost');
  },
  thenable: () => Promise.reject(new Error('the tide table is lost')),
};
