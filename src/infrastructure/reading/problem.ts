import type { InfrastructureFacts } from '../../model/infrastructure.ts';
import type { Span } from '../../model/location.ts';
import { locate, type SourceText } from './source-text.ts';

export type Problem = InfrastructureFacts['problems'][number];

/** A part of a text that could not be read. */
export interface Fault {
  readonly span: Span;
  readonly message: string;
}

const most = 20;

export function problemsOf(source: SourceText, faults: readonly Fault[]): readonly Problem[] {
  return faults.slice(0, most).map(({ span, message }) => ({ at: locate(source, span), message }));
}

/**
 * Without those that hold a fault. A fault may end what it stands in too early, so each counts up to the next one.
 * In: in the order of the file.
 */
export function withoutFaults<Part extends { readonly span: Span }>(
  parts: readonly Part[],
  faults: readonly Fault[],
): readonly Part[] {
  if (faults.length === 0) return parts;
  return parts.filter(({ span: [start] }, at) => {
    const end = parts[at + 1]?.span[0] ?? Number.POSITIVE_INFINITY;
    return !faults.some(({ span }) => span[0] >= start && span[0] < end);
  });
}
