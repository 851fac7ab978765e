/** A function of the HTTP middleware, which fails or refuses by its query. It stands between the body parser and the routes, and one before the session. */
const fail = (path) => (req, res, next) => {
  if (req.path !== path) return next();
  switch (req.query.by) {
    case 'throw':
      throw new Error('the tide table is lost');
    case 'status':
      return next(Object.assign(new Error('the tide table is lost'), { status: 404 }));
    case 'text':
      return next('the tide table is lost');
    case 'json':
      return res.status(409).json({ berth: 12 });
    case 'response':
      return res.forbidden ? res.forbidden('Only the owner may') : next(new Error('no responses here'));
    default:
      return next(new Error('the tide table is lost'));
  }
};

module.exports.http = {
  middleware: {
    order: ['compareEarly', 'cookieParser', 'session', 'bodyParser', 'compareLate', 'compress', 'poweredBy', 'router', 'www', 'favicon'],
    compareEarly: fail('/compare-early'),
    compareLate: fail('/compare-late'),
  },
};
