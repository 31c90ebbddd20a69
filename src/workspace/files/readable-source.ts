import { type Disk, largestSource } from './disk.ts';
import { isGone } from './look.ts';

const sample = 5_120;
const longestAverageLine = 500;

/** Whether a listed file is small enough to read and written by people. */
export function isReadableSource(disk: Disk, file: string): boolean {
  try {
    const size = disk.size(file);
    if (size === undefined) return false;
    if (size <= largestSource && !isMinified(disk, file, size)) return true;
    // It is left out as it is now: what it is has to be known, to see when it changes.
    disk.source(file);
    return false;
  } catch (error) {
    return !isGone(error);
  }
}

function isMinified(disk: Disk, file: string, size: number): boolean {
  if (size <= longestAverageLine || !/\.[cm]?jsx?$/.test(file)) return false;
  const text = disk.head(file, sample);
  return text.length / text.split('\n').length > longestAverageLine;
}
