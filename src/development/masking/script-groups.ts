import { type Level, levelBehind, levelOf } from './secret-level.ts';

/** What is between two brackets. In a `block` and an `object`, each statement or member stands alone. In a `list`, all members belong together. */
export type GroupKind = 'block' | 'object' | 'list';

/** A literal, with the level of the names before it that are literals themselves: `'Authorization'` in `.set('Authorization', '…')`. */
interface Found {
  readonly from: number;
  readonly to: number;
  readonly isNumber: boolean;
  readonly before: Level;
  /** No secret name is before the literal, so a path is shown: `app.get('/orders', requireToken)`. */
  readonly isEarly: boolean;
}

/** A literal that is next to a secret name of this level. */
export interface Secret extends Omit<Found, 'before' | 'isEarly'> {
  readonly level: Level;
}

interface GroupFacts {
  readonly inherited?: Level;
  readonly returns?: Level;
  readonly isMember?: boolean;
  readonly isCondition?: boolean;
  readonly cases?: Level;
}

/** Words before the word that tells what a statement is. */
const MODIFIERS: ReadonlySet<string> = new Set([
  'export',
  'default',
  'async',
  'abstract',
  'declare',
  'const',
  'public',
  'private',
  'protected',
  'static',
  'readonly',
]);

/** The part of a script between two brackets, with the names and the literals of its current statement or member. */
export class Group {
  readonly kind: GroupKind;
  /** The level of the names before the opening bracket: `const passwords = [`, `setPassword(`. */
  readonly inherited: Level;
  /** The level of the function around a block, for what it returns. */
  readonly returns: Level;
  readonly isMember: boolean;
  /** The level of the condition before a block, for the cases of a `switch`. */
  readonly cases: Level;
  /** The condition of an `if` or a loop. */
  readonly isCondition: boolean;
  level: Level = 0;
  /** The first word of the statement. */
  first = '';
  #isReturn = false;
  #before: Level = 0;
  #literals: Found[] = [];

  constructor(kind: GroupKind, { inherited = 0, returns = 0, isMember = false, isCondition = false, cases = 0 }: GroupFacts = {}) {
    this.kind = kind;
    this.inherited = inherited;
    this.returns = returns;
    this.isMember = isMember;
    this.isCondition = isCondition;
    this.cases = cases;
  }

  /** The level of everything that is inside a bracket which opens here. */
  get sum(): Level {
    return highest(this.inherited, this.level, this.#before, this.#isReturn ? this.returns : 0);
  }

  /** The level of what a function returns whose block opens here. A callback belongs to the function that is called with it, and not to its neighbours. */
  get functionLevel(): Level {
    return this.kind === 'list' ? this.inherited : highest(this.inherited, this.level);
  }

  get isEmpty(): boolean {
    return this.first === '' && this.level === 0 && this.#literals.length === 0;
  }

  name(name: string): void {
    if (this.first === '' || MODIFIERS.has(this.first)) this.first = name;
    if (name === 'return') this.#isReturn = true;
    if (name === 'case') this.raise(this.cases);
    this.raise(levelOf(name));
  }

  raise(level: Level): void {
    if (level > this.level) this.level = level;
  }

  literal(from: number, to: number, content: string | undefined): void {
    if (this.first === '') this.first = "'";
    this.#literals.push({ from, to, isNumber: content === undefined, before: this.#before, isEarly: this.sum === 0 });
    if (content !== undefined) this.#before = highest(this.#before, levelBehind(content));
  }

  /** Ends the statement or the member, and returns its literals that are next to a secret name. */
  end(): readonly Secret[] {
    const own = highest(this.inherited, this.level, this.#isReturn ? this.returns : 0);
    const secrets = this.#literals
      .map(({ before, isEarly, ...literal }) => ({ ...literal, level: isEarly && own > 0 ? (1 as const) : highest(own, before) }))
      .filter(({ level }) => level > 0);
    this.level = 0;
    this.first = '';
    this.#isReturn = false;
    this.#before = 0;
    this.#literals = [];
    return secrets;
  }
}

function highest(...levels: readonly Level[]): Level {
  return Math.max(...levels) as Level;
}
