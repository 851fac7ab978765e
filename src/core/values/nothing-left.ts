/**
 * What is left of options after the code that resolves them has taken out each one by name: nothing. An option that is declared, and that
 * this code forgets, is an error of the compiler: `const { deadline, home, ...left } = options; left satisfies NothingLeft;`.
 */
export type NothingLeft = Readonly<Record<string, never>>;
