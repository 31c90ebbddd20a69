import type { AuditUnknown } from '../../model/audit.ts';
import { firstOf, plain, wrap } from './layout.ts';
import type { Paint } from './paint.ts';
import { place } from './place.ts';

const meaning = 'What the sources do not decide, by what would decide it. No rule reports on it. What no source can say you can declare: async-patterns init proposes how.';
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
  return ['', paint('bold', 'Unknown'), ...wrap(meaning, '  ').map((line) => paint('dim', line)), ...firstOf(most, mostDeciders, ([decider, group]) => groupLines(decider, group))];
}

function groupLines(decider: string, group: readonly AuditUnknown[]): readonly string[] {
  return [
    ...wrap(`${plain(decider)} would decide ${group.length === 1 ? 'this' : `these ${String(group.length)}`}:`, '  '),
    ...group.slice(0, mostPlaces).map(({ at, reason }) => `    ${place(at)}  ${plain(reason)}`),
    ...(group.length > mostPlaces ? [`    … and ${String(group.length - mostPlaces)} more; --format json shows all.`] : []),
  ];
}
