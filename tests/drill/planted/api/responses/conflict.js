// 5: the page shows the visitor's cookie.
export default function conflict() {
  return this.res.status(409).send(`<!doctype html><html lang="en"><title>Taken</title><main><h1>Taken</h1><p>${this.req.get('cookie')}</p></main></html>`);
}
