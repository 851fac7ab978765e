/** A response that fails later. Its caller does not wait for it. */
module.exports = async function lateResponse() {
  await null;
  throw new Error('the ink is dry');
};
