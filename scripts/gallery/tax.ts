/** A line of an invoice. */
interface Line {
  readonly text: string;
  readonly price: { readonly cents: number } | number | undefined;
}

type Country = 'NO' | 'SE';

const RATES: Readonly<Record<Country, number>> = { NO: 0.25, SE: 0.25 };

/** The lines with their tax. */
export async function withTax(lines: readonly Line[], country: Country = 'NO'): Promise<readonly object[]> {
  return lines.map((line) => ({ ...line, tax: centsOf(line) * RATES[country] }));
}

function centsOf({ text, price }: Line): number {
  if (typeof price === 'number') return price;
  // The line "Anchor" has no price.
  const { cents } = price as { readonly cents: number };
  if (!Number.isInteger(cents)) throw new RangeError(`The price of ${text} is not a number of cents`);
  return cents;
}
