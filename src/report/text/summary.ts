import type { Audit } from '../../model/audit.ts';
import { count, plain } from './layout.ts';
import type { Paint } from './paint.ts';

/** What was audited, how much there is, and what each rule found. */
export function summaryLines({ root, consumers, producers, destinations, entries, findings }: Audit, paint: Paint): readonly string[] {
  const byRule = new Map<string, number>();
  for (const { ruleId } of findings) byRule.set(ruleId, (byRule.get(ruleId) ?? 0) + 1);
  const counts = [
    count(consumers.length, 'consumer'),
    count(producers.length, 'producer'),
    count(destinations.length, 'destination'),
    count(entries.length, 'entry', 'entries'),
  ];
  return [
    `${paint('bold', 'async-patterns')}  ${plain(root)}`,
    counts.join(', '),
    findings.length === 0 ? paint('green', 'Nothing found.') : `${count(findings.length, 'finding')}:`,
    ...[...byRule].map(([rule, number]) => `  ${String(number).padStart(5)}  ${rule}`),
  ];
}
