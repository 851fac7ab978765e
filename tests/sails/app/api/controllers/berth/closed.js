module.exports = (_req, res) => res.ok('nobody gets here');
