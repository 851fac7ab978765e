'use strict';

module.exports = async function failures(ctx, next) {
  try {
    await next();
  } catch (error) {
    ctx.status = error.status ?? 500;
    ctx.body = { error: ctx.status < 500 ? error.message : 'Something broke' };
    ctx.app.emit('error', error, ctx);
  }
};
