/** What a generated app leaves to whoever deploys it. */
module.exports = {
  models: { migrate: 'drop' },
  blueprints: { rest: true },
  sockets: { onlyAllowOrigins: ['http://127.0.0.1'] },
};
