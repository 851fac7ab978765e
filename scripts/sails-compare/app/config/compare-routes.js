const behaviours = require('../behaviours.js');

/** A route for each behaviour, and for what Sails itself refuses. They stand beside the routes of the generated app. */
module.exports.routes = {
  ...Object.fromEntries(Object.keys(behaviours).map((name, index) => [`/compare/${index}`, behaviours[name]])),
  'GET /compare-closed': 'compare/closed',
  'GET /compare-inputs': 'compare/inputs',
  'GET /compare-exit': 'compare/exit',
};
module.exports.policies = { 'compare/closed': false, 'compare/inputs': true, 'compare/exit': true };
module.exports.security = { csrf: false };
