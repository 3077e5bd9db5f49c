// What is said about a list of durations, and how it is printed.

/** @param {number[]} values @param {number} share 0 to 1 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] : NaN;
}

/** @param {number[]} values in ms */
export function summary(values) {
  return { n: values.length, p50: quantile(values, 0.5), p90: quantile(values, 0.9), max: Math.max(...values) };
}

/** @param {number} value */
export const ms = (value) => (Number.isFinite(value) ? value.toFixed(value < 10 ? 1 : 0) : '-');

/** @param {string[]} head @param {string[][]} rows */
export function markdown(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i ? '---:' : '---'))), ...rows.map(line)].join('\n');
}
