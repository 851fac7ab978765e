module.exports = function compareNoView() {
  return this.res.view('pages/none');
};
