// 10: a failure that looks like a success.
export default function unauthorized() {
  return this.res.status(200).json({ ok: false });
}
