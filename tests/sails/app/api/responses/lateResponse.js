/** One that fails after a while: nobody waits for it. */
module.exports = async function lateResponse() {
  await null;
  throw new Error('the ink is dry');
};
