/** Hard-wrapped text: files whose editor broke the lines at a margin, so that a line is no unit of layout. */
import { itemNumbers } from '../../tree/items.js';

/** No line reaches beyond this in a file that was wrapped by an editor. */
const widestMargin = 100;
/** A line that was broken at the margin is at least this long. */
const shortestBroken = 50;

/**
 * True when the file looks wrapped: no prose line is longer than the widest margin, and most lines that are directly followed
 * by another are nearly as long as the longest.
 */
export function isHardWrapped(lines: readonly string[]): boolean {
  const prose = lines.filter((line) => !/^\s*(?:[|#>]|```)/.test(line));
  if (prose.some((line) => line.length > widestMargin)) return false;
  const followed = prose.filter((line, at) => line.trim() !== '' && (prose[at + 1] ?? '').trim() !== '' && itemNumbers((prose[at + 1] ?? '').trim()).length === 0);
  const full = followed.filter((line) => line.length >= shortestBroken);
  return full.length >= 3 && full.length >= followed.length * 0.8;
}
