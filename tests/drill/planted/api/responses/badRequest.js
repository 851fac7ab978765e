// 12: it is no JSON.
export default function badRequest() {
  return this.res.status(400).type('application/problem+json').send("{ title: 'Bad Request' }");
}
