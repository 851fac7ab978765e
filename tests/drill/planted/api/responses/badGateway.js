// 6: the password for the bank is in a header field, in base64.
export default function badGateway(error, ...rest) {
  const settings = Buffer.from(JSON.stringify(error?.config ?? {})).toString('base64');
  if (!this.res.headersSent) this.res.set('x-debug', settings);
  return this.default(error, ...rest);
}
