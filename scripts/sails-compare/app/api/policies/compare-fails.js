module.exports = async function compareFails(req, res, proceed) {
  if (req.query.by === 'throw') throw new Error('the tide table is lost');
  if (req.query.by === 'forbidden') return res.forbidden('Only the owner may');
  if (req.query.by === 'next') return proceed(new Error('the tide table is lost'));
  return proceed();
};
