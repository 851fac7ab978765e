/** Settings that a generated app leaves to its deployment. */
module.exports = {
  models: { migrate: 'drop' },
  blueprints: { rest: true },
  sockets: { beforeConnect: (_handshake, proceed) => proceed(undefined, true) },
};
