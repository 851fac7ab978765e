module.exports = () => ({
  routes: {
    before: {
      'GET /compare-hook': (req, res, next) => {
        if (req.query.by === 'throw') throw new Error('the tide table is lost');
        if (req.query.by === 'next') return next(new Error('the tide table is lost'));
        return res.notFound('no such berth');
      },
    },
  },
});
