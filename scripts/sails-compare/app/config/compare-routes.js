const behaviours = require('../behaviours.js');

/** A route for each behaviour, and for what Sails itself refuses. They stand beside the routes of the generated app. */
module.exports.routes = {
  ...Object.fromEntries(Object.keys(behaviours).map((name, index) => [`/compare/${index}`, behaviours[name]])),
  'GET /compare-closed': 'compare/closed',
  'GET /compare-inputs': 'compare/inputs',
  'GET /compare-exit': 'compare/exit',
  'GET /compare-output': 'compare/output',
  'GET /compare-guarded': 'compare/guarded',
  'GET /compare-fails': 'compare/fails',
  'GET /compare-response': { response: 'compareOwn' },
  'GET /compare-virtual/*': {
    skipAssets: false,
    fn: (req, res) =>
      req._sails.request({ method: 'GET', url: `/${req.params[0]}`, headers: {} }, (error, answer, body) =>
        res.json(error ? { status: error.status, body: error.body } : { status: answer.statusCode, body }),
      ),
  },
};
module.exports.policies = {
  'compare/closed': false,
  'compare/inputs': true,
  'compare/exit': true,
  'compare/output': true,
  'compare/fails': true,
  'compare/guarded': 'compare-fails',
  'boat/*': true,
};
module.exports.security = { csrf: false };
module.exports.blueprints = { rest: true, shortcuts: true };
