/** What a generated app leaves to whoever deploys it. */
module.exports = {
  models: { migrate: 'drop' },
  blueprints: { rest: true },
  sockets: { beforeConnect: (_handshake, proceed) => proceed(undefined, true) },
};
