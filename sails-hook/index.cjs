// Sails loads hooks with `require()` and sets properties on the result, which an ES module does not allow. Node 20.19 can require ES modules.
const { load } = require('halyard/load');
const { sailsHook } = require('halyard/sails');

module.exports = (sails) => sailsHook(sails, load);
