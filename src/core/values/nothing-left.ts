/**
 * The type of the rest of an options object after all options were taken out by name. If the code forgets a declared option, the compiler reports an
 * error: `const { deadline, home, ...left } = options; left satisfies NothingLeft;`.
 */
export type NothingLeft = Readonly<Record<string, never>>;
