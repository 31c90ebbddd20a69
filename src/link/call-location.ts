import type { Location } from '../model/location.ts';
import { type CallReference, locationOf } from './entity.ts';

/** Where a call names what it calls: what people look at. */
export function callLocation({ file, call }: Pick<CallReference, 'file' | 'call'>): Location {
  const fact = file.calls[call];
  if (!fact) return { file: file.file, line: 1, column: 1 };
  return locationOf(file, fact.kind === 'new' ? fact.span : [fact.nameAt, fact.span[1]]);
}
