/** The parts of an answer that are compared, each by itself. */
const ASPECTS = ['status', 'type', 'location', 'vary', 'cache-control', 'allow', 'body'];

/** Returns the parts in which two answers differ, with both values. JSON counts as the same with any white space in it. */
export function differences(plain, hook) {
  return ASPECTS.map((aspect) => ({ aspect, plain: partOf(plain, aspect), hook: partOf(hook, aspect) })).filter(({ plain: one, hook: other }) => one !== other);
}

function partOf(answer, aspect) {
  if (aspect === 'body') return bodyOf(answer);
  return aspect === 'status' || aspect === 'type' ? answer[aspect] : answer.fields[aspect];
}

function bodyOf({ type, body }) {
  if (type === 'ack' || type.endsWith('json')) {
    try {
      return JSON.stringify(JSON.parse(body));
    } catch {
      return body;
    }
  }
  return body.replaceAll(/\s+/g, ' ').trim();
}
