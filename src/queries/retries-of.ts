import type { Linker } from '../link/linker.ts';
import type { Consumer } from '../link/project-model.ts';
import { isSet, numberOf, optionOf } from './options.ts';

/** How often the retry policy of an Azure function runs it again: of the call that registers it, or of its `function.json`. */
export function retriesOf(linker: Linker, { call, options, mappings }: Consumer): number | 'endless' | 'unknown' {
  if (!call) return mappedRetries(mappings);
  const written = optionOf(linker, options, 'retry');
  if (isSet(written) === false) return 0;
  const count = numberOf(optionOf(linker, written, 'maxRetryCount'));
  if (count === undefined) return 'unknown';
  return count < 0 ? 'endless' : count;
}

function mappedRetries([mapping]: Consumer['mappings']): number | 'endless' | 'unknown' {
  if (!mapping || mapping.limitUnread) return 'unknown';
  return mapping.maxDeliveries ?? 'endless';
}
