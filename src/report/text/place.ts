import type { Location } from '../../model/location.ts';
import { plain } from './layout.ts';

/** `src/orders.ts:12`: terminals and editors open it. */
export function place({ file, line }: Location): string {
  return `${plain(file)}:${String(line)}`;
}
