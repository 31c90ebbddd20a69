import type { AuditUnknown } from '../../model/audit.ts';
import { firstOf, plain, wrap } from './layout.ts';
import type { Paint } from './paint.ts';
import { place } from './place.ts';

const mostDeciders = 20;
const mostPlaces = 3;

/** What could not be read, by what would decide it: one file often decides much. */
export function unknownLines(unknowns: readonly AuditUnknown[], paint: Paint): readonly string[] {
  if (unknowns.length === 0) return [];
  const groups = new Map<string, AuditUnknown[]>();
  for (const unknown of unknowns) {
    const group = groups.get(unknown.wouldDecide);
    if (group) group.push(unknown);
    else groups.set(unknown.wouldDecide, [unknown]);
  }
  const most = [...groups].sort(([, a], [, b]) => b.length - a.length);
  return ['', paint('bold', 'Unknown'), ...firstOf(most, mostDeciders, ([decider, group]) => groupLines(decider, group))];
}

function groupLines(decider: string, group: readonly AuditUnknown[]): readonly string[] {
  return [
    ...wrap(`${String(group.length)} would be decided by ${plain(decider)}:`, '  '),
    ...group.slice(0, mostPlaces).map(({ at, reason }) => `    ${place(at)}  ${plain(reason)}`),
    ...(group.length > mostPlaces ? [`    … and ${String(group.length - mostPlaces)} more; --format json shows all.`] : []),
  ];
}
