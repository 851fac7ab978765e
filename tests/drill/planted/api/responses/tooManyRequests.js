// 11: a page for a program.
export default function tooManyRequests() {
  this.res.status(429).set('retry-after', '30');
  return this.res.send('<!doctype html><html lang="en"><title>Slow down</title><main><h1>Slow down</h1></main></html>');
}
