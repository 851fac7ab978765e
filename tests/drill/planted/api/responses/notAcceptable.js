export default function notAcceptable(reason) {
  // 8: there is no reason if the caller gives none.
  const first = reason.split('.')[0];
  return this.default(first);
}
