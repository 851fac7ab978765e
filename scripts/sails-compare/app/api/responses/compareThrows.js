module.exports = function compareThrows() {
  throw new Error('the spare is broken');
};
