// Sails loads hooks with `require()`, and sets properties on what it gets: an ES module it would refuse. Node 20.19 can require one.
const { load } = require('halyard/load');
const { sailsHook } = require('halyard/sails');

module.exports = (sails) => sailsHook(sails, load);
