module.exports = async function throwsNull() {
  throw null;
};
