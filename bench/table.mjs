const HEAD = ['', 'req/s', 'CPU µs/req (least)', 'CPU ratio (middle half)', 'target', ''];

/** Formats the rows of compare.mjs and memory.mjs: one block for each item. A line with one cell is a heading. */
export function table(rows, memory) {
  const lines = [HEAD];
  for (const [i, row] of rows.entries()) {
    if (row.item !== rows[i - 1]?.item) lines.push([''], [row.item.title]);
    lines.push(lineOf(row));
  }
  if (memory.length > 0) lines.push([''], ['Memory: heap after 100,000 distinct Accept fields and paths'], ...memory.map(memoryLine));
  return aligned(lines).join('\n');
}

/** `21 of 23 targets met.` */
export function summary(rows, memory) {
  const judged = [...rows, ...memory].filter(({ met }) => met !== undefined);
  return `${judged.filter(({ met }) => met).length} of ${judged.length} targets met.`;
}

function lineOf({ variant, perSecond, cpu, least, against, ratio, lower, upper, target, met }) {
  const line = [`  ${variant.title}`, Math.round(perSecond).toLocaleString('en'), `${cpu.toFixed(1)} (${least.toFixed(1)})`];
  if (ratio === undefined) return [...line, '', '', ''];
  return [
    ...line,
    `${ratio.toFixed(2)} × ${against.title} (${lower.toFixed(2)}–${upper.toFixed(2)})`,
    target === undefined ? '' : `≤ ${target.toFixed(2)}`,
    verdict(met),
  ];
}

function memoryLine({ variant, before, after, target, met }) {
  const growth = `${after < before ? '' : '+'}${megabytes(after - before)}`;
  return [`  ${variant.title}`, '', '', `${megabytes(before)} → ${megabytes(after)} MB (${growth})`, `≤ +${megabytes(target)} MB`, verdict(met)];
}

function aligned(lines) {
  const cells = lines.filter((line) => line.length > 1);
  const widths = HEAD.map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const padded = (cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  return lines.map((line) => (line.length === 1 ? line[0] : line.map(padded).join('  ').trimEnd()));
}

function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(2);
}

function verdict(met) {
  if (met === undefined) return '';
  return met ? 'met' : 'NOT MET';
}
