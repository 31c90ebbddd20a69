import type { AuditConsumer } from '../../model/audit.ts';
import { firstOf, fit, plain, wrap } from './layout.ts';
import type { Paint } from './paint.ts';
import { place } from './place.ts';

const mostConsumers = 60;

interface Column {
  readonly title: string;
  readonly columns: number;
  text(consumer: AuditConsumer): string;
}

const table: readonly Column[] = [
  { title: 'consumer of', columns: 32, text: ({ destination }) => (destination === undefined ? '?' : plain(destination)) },
  { title: 'dead letter', columns: 14, text: ({ deadLetter }) => WORDS[deadLetter.status] ?? deadLetter.status },
  { title: 'tries', columns: 8, text: ({ deliveries }) => (deliveries.max === undefined ? (WORDS[deliveries.status] ?? deliveries.status) : String(deliveries.max)) },
  { title: 'idempotent', columns: 11, text: ({ idempotent }) => WORDS[idempotent.status] ?? idempotent.status },
  { title: 'settles', columns: 17, text: ({ settles }) => WORDS[settles.status] ?? settles.status },
  { title: 'signal', columns: 8, text: ({ failureSignal }) => WORDS[failureSignal.status] ?? failureSignal.status },
];

/** Where the word of the audit says too little, or too much, in a table. */
const WORDS: Readonly<Partial<Record<string, string>>> = {
  unknown: '?',
  'not-applicable': '-',
  none: '1',
  unbounded: 'endless',
  'after-work': 'after work',
  'partly-swallowed': 'partly swallowed',
};

/** What a row says, for somebody who reads one for the first time. */
const legend = 'Where does a message end that always fails, how often is it tried, may it come twice, when does it count as done, does anybody learn of a failure? "?": the sources do not decide it; "-": it does not apply.';

/** Answers that somebody should look at. */
function concerns({ deadLetter, deliveries, idempotent, settles, failureSignal }: AuditConsumer): number {
  const bad = [deadLetter.status === 'lost', deliveries.status === 'unbounded', idempotent.status === 'no', ['early', 'swallowed', 'partly-swallowed'].includes(settles.status), failureSignal.status === 'missing'];
  return bad.filter(Boolean).length;
}

/** What is known of each logical consumer, those with most to look at first: a row, and below it where it stands. */
export function consumerLines(consumers: readonly AuditConsumer[], paint: Paint): readonly string[] {
  if (consumers.length === 0) return [];
  return [
    '',
    paint('bold', 'Consumers'),
    ...wrap(legend, '  ').map((line) => paint('dim', line)),
    paint('dim', row(table.map(({ title }) => title))),
    ...firstOf(consumers.toSorted((a, b) => concerns(b) - concerns(a)), mostConsumers, (consumer) => [row(table.map(({ text }) => text(consumer))), paint('dim', places(consumer))]),
  ];
}

function row(cells: readonly string[]): string {
  const padded = cells.map((cell, index) => {
    const columns = table[index]?.columns ?? 0;
    return fit(cell, columns).padEnd(columns);
  });
  return `  ${padded.join(' ')}`.trimEnd();
}

/** Jobs are kinds of messages that one handler tells apart. */
function places({ library, at, handler, jobs }: AuditConsumer): string {
  const handled = handler && place(handler) !== place(at) ? ` -> ${handler.file === at.file ? `:${String(handler.line)}` : place(handler)}` : '';
  const names = jobs.length === 0 ? '' : `  jobs: ${jobs.slice(0, 8).map(({ name }) => plain(name)).join(', ')}${jobs.length > 8 ? ', …' : ''}`;
  return `    ${library}  ${place(at)}${handled}${names}`;
}
