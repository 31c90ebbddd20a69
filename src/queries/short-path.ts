import type { Location } from '../model/location.ts';
import type { Hop } from './hop.ts';

/** `src/mail/send.ts:12`: how messages name a place. */
export function shortPath({ file, line }: Location): string {
  return `${file}:${String(line)}`;
}

/** `charge (orders.ts:12) → create (stripe.ts:30)`; the middle of a long chain is left out. */
export function chainText(hops: readonly Hop[]): string {
  const shown = hops.map(({ name, at }) => `${name} (${fileName(at.file)}:${String(at.line)})`);
  if (shown.length <= 4) return shown.join(' → ');
  return [...shown.slice(0, 1), `${String(shown.length - 3)} more`, ...shown.slice(-2)].join(' → ');
}

/** The name of a file; with its folder where many are called so: `billing/index.ts`. */
function fileName(file: string): string {
  const parts = file.split('/');
  return parts.slice(/^(index|main|route|page|handler)\.\w+$/.test(parts.at(-1) ?? '') ? -2 : -1).join('/');
}
