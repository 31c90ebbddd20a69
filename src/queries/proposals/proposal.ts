import type { Declarations } from '../../model/declaration.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';

/** A declaration that would tell what the analysis could not see. */
export interface Proposal {
  readonly kind: keyof Declarations;
  /** `?` where only a person can tell. */
  readonly declaration: Readonly<Record<string, string | number>>;
  /** What it rests on; never empty. */
  readonly because: readonly Evidence[];
}

function placeOf({ file, line }: Location): string {
  return `${file}:${String(line)}`;
}

function keyOf({ kind, declaration }: Proposal): string {
  return `${kind} ${JSON.stringify(declaration)}`;
}

/** Proposals that say the same are one, with the evidence of all; the most frequent first. */
export function merged(proposals: readonly Proposal[]): readonly Proposal[] {
  const byKey = new Map<string, Proposal>();
  for (const proposal of proposals) {
    const known = byKey.get(keyOf(proposal));
    const places = new Set(known?.because.map(({ at }) => placeOf(at)));
    byKey.set(keyOf(proposal), known ? { ...known, because: [...known.because, ...proposal.because.filter(({ at }) => !places.has(placeOf(at)))] } : proposal);
  }
  return [...byKey.values()].toSorted((a, b) => b.because.length - a.because.length);
}
