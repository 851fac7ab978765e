module.exports = async function isOwner(req, res, proceed) {
  if (req.query.owner) return proceed();
  return res.forbidden('Only the owner may');
};
