import type { Location } from '../model/location.ts';

/** `src/mail/send.ts:12`: how messages name a place. */
export function shortPath({ file, line }: Location): string {
  return `${file}:${String(line)}`;
}

/** A chain of places on one line; the middle of a long one is left out. */
export function chainText(places: readonly Location[]): string {
  const shown = places.length <= 4 ? places.map(shortPath) : [...places.slice(0, 2).map(shortPath), `${String(places.length - 3)} more`, ...places.slice(-1).map(shortPath)];
  return shown.join(' -> ');
}
