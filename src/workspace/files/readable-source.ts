import type { Problems } from '../problems.ts';
import { type Disk, isGone, largestSource, tooLarge } from './disk.ts';

const sample = 5_120;
const longestAverageLine = 500;

/** Whether a listed file is small enough to read and written by people. */
export function isReadableSource(disk: Disk, file: string, problems: Problems): boolean {
  try {
    const size = disk.size(file);
    if (size === undefined) return false;
    if (size > largestSource) problems.add(file, tooLarge(file));
    return size <= largestSource && !isMinified(disk, file, size);
  } catch (error) {
    return !isGone(error);
  }
}

function isMinified(disk: Disk, file: string, size: number): boolean {
  if (size <= longestAverageLine || !/\.[cm]?jsx?$/.test(file)) return false;
  const text = disk.head(file, sample);
  return text.length / text.split('\n').length > longestAverageLine;
}
