module.exports = function compareOwn(data) {
  const { req, res } = this;
  res.status(402);
  return req.wantsJSON ? res.json({ paid: false, data }) : res.view('pages/faq');
};
