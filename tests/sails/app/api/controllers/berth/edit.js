module.exports = async function edit(req, res) {
  if (req.param('id') === '99') throw new Error('no berth 99');
  return res.ok({ id: req.param('id') });
};
