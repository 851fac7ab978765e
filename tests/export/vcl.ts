/** A token of VCL. A string has the text that it stands for. */
interface Token {
  readonly kind: 'word' | 'string' | 'sign';
  readonly text: string;
}

/**
 * Reads VCL as the reference of Fastly describes it: comments, short strings with percent escapes, long strings with a name. It throws for what it does not
 * know. https://www.fastly.com/documentation/reference/vcl/types/string/
 */
export function readVcl(source: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const skipped = /^(?:\s+|#[^\n]*)/.exec(rest)?.[0];
    const opened = /^\{([A-Za-z0-9_]*)"/.exec(rest);
    const word = /^[A-Za-z0-9_.-]+/.exec(rest)?.[0];
    const sign = /^(?:==|&&|\|\||[(){};=~,!])/.exec(rest)?.[0];
    if (skipped !== undefined) {
      at += skipped.length;
    } else if (opened !== null) {
      const close = `"${opened[1]}}`;
      const end = rest.indexOf(close, opened[0].length);
      if (end === -1) throw new Error('A long string has no end');
      tokens.push({ kind: 'string', text: rest.slice(opened[0].length, end) });
      at += end + close.length;
    } else if (rest.startsWith('"')) {
      const end = rest.indexOf('"', 1);
      const text = rest.slice(1, end);
      if (end === -1 || /[\n%]/.test(text)) throw new Error(`A short string has no end, or an escape: ${text}`);
      tokens.push({ kind: 'string', text });
      at += end + 1;
    } else if (word !== undefined) {
      tokens.push({ kind: 'word', text: word });
      at += word.length;
    } else if (sign !== undefined) {
      tokens.push({ kind: 'sign', text: sign });
      at += sign.length;
    } else {
      throw new Error(`This is no VCL: ${rest.slice(0, 40)}`);
    }
  }
  return tokens;
}

interface Answer {
  readonly status: number;
  readonly format: string;
  /** The body. A variable of VCL is `<name>`. */
  readonly body: string;
}

/** The answers of a snippet: each `synthetic` statement, with the conditions around it. */
export function answersOf(source: string): readonly Answer[] {
  const answers: Answer[] = [];
  const blocks: (readonly Token[])[] = [];
  let statement: Token[] = [];
  for (const token of readVcl(source)) {
    if (token.kind === 'sign' && token.text === '{') {
      if (statement[0]?.text !== 'if') throw new Error(`A block without a condition: ${statement.map(({ text }) => text).join(' ')}`);
      blocks.push(statement);
      statement = [];
    } else if (token.kind === 'sign' && token.text === '}') {
      if (statement.length > 0 || blocks.pop() === undefined) throw new Error('A block ends too early');
    } else if (token.kind === 'sign' && token.text === ';') {
      if (!['declare', 'set', 'synthetic', 'return'].includes(statement[0]?.text ?? '')) throw new Error(`No statement: ${statement[0]?.text}`);
      if (statement[0]?.text === 'synthetic') {
        answers.push({
          status: Number(compared(blocks, 'obj.status')),
          format: compared(blocks, 'var.format') ?? '',
          body: statement
            .slice(1)
            .map(({ kind, text }) => (kind === 'word' ? `<${text}>` : text))
            .join(''),
        });
      }
      statement = [];
    } else {
      statement.push(token);
    }
  }
  if (blocks.length > 0 || statement.length > 0) throw new Error('The snippet has no end');
  return answers;
}

/** The value that the innermost condition compares a variable with. */
function compared(blocks: readonly (readonly Token[])[], name: string): string | undefined {
  const block = [...blocks].reverse().find((tokens) => tokens.some(({ text }) => text === name));
  const at = block?.findIndex(({ text }) => text === name) ?? -1;
  return block?.[at + 2]?.text;
}
