// 7: the token of the address is in the body.
export default function gatewayTimeout() {
  return this.res.status(504).type('text').send(`No answer for ${this.req.originalUrl}`);
}
