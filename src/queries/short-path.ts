import type { Location } from '../model/location.ts';
import type { Hop } from './hop.ts';

/** `src/mail/send.ts:12`: how messages name a place. */
export function shortPath({ file, line }: Location): string {
  return `${file}:${String(line)}`;
}

/** Hops that are shown; more are told by their number. */
const MOST_SHOWN = 4;

/**
 * `charge (orders.ts:12) → create (stripe.ts:30)`. Of a long chain the ends are shown, and where it leaves for another
 * handler; the rest is left out.
 */
export function chainText(hops: readonly Hop[]): string {
  const last = hops.length - 1;
  const handlers = hops.flatMap(({ runs }, index) => (runs ? [index] : []));
  const byWeight = [0, last, ...handlers.slice(-2), last - 1];
  const shown = new Set(hops.length <= MOST_SHOWN ? hops.keys() : [...new Set(byWeight)].slice(0, MOST_SHOWN - 1));
  const parts: string[] = [];
  let left = 0;
  for (const [index, { name, at }] of hops.entries()) {
    if (!shown.has(index)) left += 1;
    else {
      if (left > 0) parts.push(`${String(left)} more`);
      left = 0;
      parts.push(`${name} (${fileName(at.file)}:${String(at.line)})`);
    }
  }
  return parts.join(' → ');
}

/** The name of a file; with its folder where many are called so: `billing/index.ts`. */
function fileName(file: string): string {
  const parts = file.split('/');
  return parts.slice(/^(index|main|route|page|handler)\.\w+$/.test(parts.at(-1) ?? '') ? -2 : -1).join('/');
}
