import { MASKED, maskText } from '../../core/values/mask.ts';
import { JoinedLiterals } from './joined-literals.ts';
import { maskComment } from './mask-comment.ts';
import { maskNamed } from './mask-named.ts';
import { Group, type Secret } from './script-groups.ts';
import { BEFORE_EXPRESSION, CONDITIONS, scriptTokens, type Token } from './script-tokens.ts';
import type { Level } from './secret-level.ts';
import { isShown, maskedLiteral, maskLiteral, maskShapes } from './secret-literal.ts';

/** Statements whose blocks are part of the function around them. */
const STATEMENTS: ReadonlySet<string> = new Set(['if', 'for', 'while', 'switch', 'try', 'catch', 'finally', 'else', 'do', 'with', 'case']);
/** A line that begins with one of these continues the statement before it, and so does a line after one of these. */
const CONTINUES = /[?:.,+*/%|&=<>()[\]{^!~-]/;
/** Words before the name of a module, which is no secret. */
const MODULE: ReadonlySet<string> = new Set(['from', 'import', 'require']);

/**
 * JavaScript or TypeScript without secrets: literals of a secret shape, and literals next to a secret name. Names stay. It has the same number of
 * lines. The text is read as a whole, because a literal may begin far above a line. `inherited` is the level of a file that is about secrets.
 */
export function maskScript(text: string, inherited: Level = 0): string {
  const masked = new ScriptMask(text, inherited).masked();
  return masked.split('\n').map(maskNamed).join('\n');
}

class ScriptMask {
  readonly #text: string;
  readonly #groups: Group[];
  readonly #sum: JoinedLiterals;
  /** The replacements by the index where they begin. A mask by name replaces a mask by shape of the same literal. */
  readonly #edits = new Map<number, { readonly to: number; readonly mask: string }>();
  /** The last token that is no comment and no end of a line, as text. */
  #last = '';
  #beforeLast = '';
  #isNewLine = false;
  /** The level of the condition that was closed last. */
  #condition: Level = 0;

  constructor(text: string, inherited: Level) {
    this.#text = text;
    this.#groups = [new Group('block', { inherited })];
    this.#sum = new JoinedLiterals(text);
  }

  masked(): string {
    for (const token of scriptTokens(this.#text)) {
      this.#read(token);
      for (const { from, to } of this.#sum.read(token)) this.#edits.set(from, { to, mask: maskedLiteral(this.#text.slice(from, to)) });
    }
    while (this.#groups.length > 0) this.#end(this.#groups.pop() as Group);
    let masked = '';
    let kept = 0;
    for (const [from, { to, mask }] of [...this.#edits].sort(([a], [b]) => a - b)) {
      if (from < kept) continue;
      masked += this.#text.slice(kept, from) + mask;
      kept = to;
    }
    return masked + this.#text.slice(kept);
  }

  get #group(): Group {
    return this.#groups.at(-1) as Group;
  }

  #read(token: Token): void {
    const { kind, from, to } = token;
    if (kind === 'newline') {
      this.#isNewLine = true;
      return;
    }
    if (kind === 'comment') {
      this.#edit(from, to, maskComment);
      return;
    }
    const text = kind === 'sign' || kind === 'name' ? this.#text.slice(from, to) : kind === 'chunk' ? this.#last : "'";
    if (this.#isNewLine) this.#newLine(text);
    if (kind === 'name') this.#name(text, token);
    else if (kind === 'sign') this.#sign(text);
    else if (kind === 'number') this.#group.literal(from, to, undefined);
    else if (kind === 'regex') this.#edit(from, to, maskShapes);
    else this.#literal(kind === 'text' ? from + 1 : from, kind === 'text' ? Math.max(from + 1, to - 1) : to, kind === 'text');
    this.#beforeLast = this.#last;
    this.#last = text;
  }

  /** A line without a semicolon before it may begin a statement. */
  #newLine(text: string): void {
    this.#isNewLine = false;
    const { kind, isEmpty } = this.#group;
    if (kind === 'block' && !isEmpty && !CONTINUES.test(this.#last.slice(-1)) && !CONTINUES.test(text[0] as string)) this.#end(this.#group);
    else if (kind === 'block' && !isEmpty && /[)\]}]$/.test(this.#last) && /^[\w$@#'"`]/.test(text)) this.#end(this.#group);
  }

  #name(name: string, { from, to }: Token): void {
    this.#group.name(name.startsWith('#') || name.startsWith('@') ? name.slice(1) : name);
    if (name.length > 19) this.#edit(from, to, maskText);
  }

  #literal(from: number, to: number, isText: boolean): void {
    const content = this.#text.slice(from, to);
    const group = this.#group;
    if (isText && this.#isKey(group, to + 1)) group.name(content);
    else if (isText && group.isMember && this.#last === '[' && this.#nextSign(to + 1) === ']') group.name(content);
    else if (!(MODULE.has(this.#last) || (this.#last === '(' && MODULE.has(this.#beforeLast)))) group.literal(from, to, content);
    this.#edit(from, to, maskLiteral);
  }

  #isKey(group: Group, end: number): boolean {
    return group.kind === 'object' && group.isEmpty && this.#nextSign(end) === ':';
  }

  /** Whether a `[` here reads a member, as in `env['SECRET']`, and does not open a list. */
  #isAfterValue(): boolean {
    return (/[\w$)\]]$/.test(this.#last) && !BEFORE_EXPRESSION.has(this.#last)) || (this.#last === '.' && this.#beforeLast === '?');
  }

  #nextSign(from: number): string | undefined {
    return /\s{0,64}(\S)/y.exec(this.#text.slice(from, from + 65))?.[1];
  }

  #sign(sign: string): void {
    const group = this.#group;
    switch (sign) {
      case '(':
      case '[':
        this.#groups.push(
          new Group('list', {
            inherited: group.sum,
            isMember: sign === '[' && this.#isAfterValue(),
            isCondition: sign === '(' && group.kind === 'block' && CONDITIONS.has(this.#last),
          }),
        );
        return;
      case '${':
        this.#groups.push(new Group('list', { inherited: group.sum }));
        return;
      case '{':
        this.#groups.push(this.#brace(group));
        return;
      case ')':
      case ']':
      case '}':
        this.#close(sign);
        return;
      case ';':
        if (group.kind !== 'list') this.#end(group);
        return;
      case ':':
        if (group.first === 'case') this.#end(group);
        return;
      case ',':
        if (group.kind !== 'list') this.#end(group);
    }
  }

  /** A brace opens an object after a sign of an expression, and a block after everything else. */
  #brace(group: Group): Group {
    const isArrow = this.#last === '>' && this.#beforeLast === '=';
    const isExpression = !isArrow && group.first !== 'case' && (/[=([,:?|&]$/.test(this.#last) || BEFORE_EXPRESSION.has(this.#last));
    if (isExpression || group.first === 'enum') return new Group('object', { inherited: group.sum });
    if (group.first === 'class') return new Group('block');
    const isPart = STATEMENTS.has(group.first) || STATEMENTS.has(this.#last) || (group.kind === 'block' && group.isEmpty);
    return new Group('block', { returns: isPart ? group.returns : group.functionLevel, cases: this.#last === ')' ? this.#condition : 0 });
  }

  #close(sign: string): void {
    if (this.#groups.length === 1) return;
    const closed = this.#groups.pop() as Group;
    const { level } = closed;
    this.#end(closed);
    const group = this.#group;
    // The statement after a condition stands alone: `if (token === undefined) throw new Error('…')`.
    this.#condition = closed.isCondition ? level : 0;
    if (closed.isCondition) this.#end(group);
    else if (closed.kind === 'list' && sign !== '}') group.raise(level);
    if (closed.kind === 'block' && group.kind === 'block') this.#end(group);
  }

  #end(group: Group): void {
    for (const secret of group.end()) this.#mask(secret, group);
  }

  #mask({ from, to, isNumber, level }: Secret, group: Group): void {
    const content = this.#text.slice(from, to);
    if (isNumber ? level < 2 || (content.length < 3 && group.kind !== 'list') : isShown(content, level)) return;
    this.#edits.set(from, { to, mask: isNumber ? MASKED : maskedLiteral(content) });
  }

  #edit(from: number, to: number, mask: (text: string) => string): void {
    const text = this.#text.slice(from, to);
    const masked = mask(text);
    if (masked !== text) this.#edits.set(from, { to, mask: masked });
  }
}
