import type { Audit, AuditConsumer, AuditFinding } from '../../model/audit.ts';
import type { Evidence } from '../../model/finding.ts';
import { codeFrame, lineOfCode } from './code-frame.ts';
import { count, firstOf, fit, plain, width, wrap } from './layout.ts';
import type { Paint } from './paint.ts';
import { place } from './place.ts';

/** Who has read five findings of one kind knows the kind: of the others only the places are shown. */
const mostInFull = 5;
const mostInShort = 60;
const mostEvidence = 8;
/** Where a note goes on that does not fit behind its place. */
const hanging = 12;

export interface FindingsOptions {
  readonly paint: Paint;
  /** Text of a file of the project. */
  source(file: string): string | undefined;
}

/** Findings with one cause: the same rule says the same of the same place, or of what the same place decides. */
interface Cause {
  readonly first: AuditFinding;
  readonly others: readonly AuditFinding[];
}

/** Every rule that found something, with its findings by cause. */
export function findingLines({ findings, consumers }: Audit, options: FindingsOptions): readonly string[] {
  const byId = new Map(consumers.map((consumer) => [consumer.id, consumer]));
  return [...groupBy(findings, ({ ruleId }) => ruleId)].flatMap(([ruleId, ofRule]) => [
    '',
    `${options.paint('bold', ruleId)}  ${options.paint('dim', count(ofRule.length, 'finding'))}`,
    ...[...groupBy(causesOf(ofRule), ({ first }) => first.messageId).values()].flatMap((causes) => messageLines(causes, byId, options)),
  ]);
}

/** What one message says of several places. */
function messageLines(causes: readonly Cause[], consumers: ReadonlyMap<string, AuditConsumer>, options: FindingsOptions): readonly string[] {
  const short = causes.slice(mostInFull);
  return [
    ...causes.slice(0, mostInFull).flatMap((cause) => causeLines(cause, consumers, options)),
    ...(short.length === 0 ? [] : ['', `  ${options.paint('bold', `the same at ${count(short.length, 'more place')}`)}`]),
    ...firstOf(short, mostInShort, (cause) => [shortLine(cause, consumers, options)], '    '),
  ];
}

/** A place, and whom it is about: the consumer, or the code that stands there. */
function shortLine({ first: { at, consumer }, others }: Cause, consumers: ReadonlyMap<string, AuditConsumer>, { paint, source }: FindingsOptions): string {
  const whom = consumer === undefined ? lineOfCode(source(at.file), at).trim() : nameOf(consumer, consumers);
  const more = others.length === 0 ? '' : ` and ${String(others.length)} more`;
  const start = `    ${place(at)}:${String(at.column)}`;
  return `    ${paint('cyan', start.trimStart())}  ${fit(plain(whom), Math.max(20, width - start.length - more.length - 2))}${more}`;
}

function causesOf(findings: readonly AuditFinding[]): readonly Cause[] {
  const groups = groupBy(findings, ({ messageId, at, cause = at }) => JSON.stringify([messageId, cause.file, cause.line, cause.column]));
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [{ first, others }] : []));
}

function causeLines({ first, others }: Cause, consumers: ReadonlyMap<string, AuditConsumer>, { paint, source }: FindingsOptions): readonly string[] {
  const { at, message, severity, because, suggestions } = first;
  const column = String(at.column);
  return [
    '',
    `  ${paint(severity === 'error' ? 'red' : 'yellow', severity)}  ${paint('cyan', `${place(at)}:${column}`)}`,
    ...wrap(plain(message), '    '),
    ...codeFrame(source(at.file), at, paint),
    ...firstOf([...distinct(because).entries()], mostEvidence, ([step, evidence]) => evidenceLines(evidence, step === 0 ? 'because' : '', paint), '    '),
    ...suggestions.map(({ title }) => `    ${paint('dim', 'suggestion')} ${plain(title)}`),
    ...(others.length === 0 ? [] : wrap(`and ${othersText(others, consumers)}`, '    ')),
  ];
}

/** Several ways to one place often share their first steps. */
function distinct(because: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(because.map((evidence) => [`${place(evidence.at)} ${evidence.note}`, evidence])).values()];
}

function evidenceLines({ at, note }: Evidence, word: string, paint: Paint): readonly string[] {
  const start = `${word.padEnd('because'.length)} ${place(at)}  `;
  const [first = '', ...more] = wrap(plain(note), ' '.repeat(Math.min(start.length, hanging)));
  return [`    ${paint('dim', word.padEnd('because'.length))} ${place(at)}  ${first.trimStart()}`.trimEnd(), ...more.map((line) => `    ${line}`)];
}

function othersText(others: readonly AuditFinding[], consumers: ReadonlyMap<string, AuditConsumer>): string {
  const names = [...new Set(others.map(({ consumer }) => consumer && nameOf(consumer, consumers)))].filter((name) => name !== undefined);
  if (names.length === 0) return `${count(others.length, 'more finding')} at this place`;
  const shown = names.slice(0, 12).map(plain).join(', ');
  return `${count(others.length, 'more consumer')}: ${shown}${names.length > 12 ? ', …' : ''}`;
}

function nameOf(id: string, consumers: ReadonlyMap<string, AuditConsumer>): string {
  return consumers.get(id)?.destination ?? id;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
