// 13: a cache may keep this failure for a day.
export default function methodNotAllowed(...args) {
  const { res } = this;
  const { writeHead } = res;
  res.writeHead = (...head) => {
    res.set('cache-control', 'public, max-age=86400');
    return writeHead.apply(res, head);
  };
  return this.default(...args);
}
