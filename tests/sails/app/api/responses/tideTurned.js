/** A response of the app's own, as Sails apps write them. */
module.exports = function tideTurned() {
  const { req, res } = this;
  sails.log.verbose('The tide has turned.');
  return req.wantsJSON ? res.status(498).json({ tide: 'out' }) : res.status(498).send('<h1>The tide has turned</h1>');
};
