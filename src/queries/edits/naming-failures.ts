import type { FunctionEntity } from '../../link/entity.ts';
import type { FlowNode } from '../../link/flow.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { FileFacts, Step } from '../../model/file-facts.ts';
import type { Edit, Suggestion } from '../../model/finding.ts';
import type { Span } from '../../model/location.ts';
import type { Written, WrittenStatement } from '../../model/written.ts';
import { inFrontOf } from './beside-statement.ts';

const NAME = 'batchItemFailures';
const TYPE = '{ itemIdentifier: string }[]';

/** Has every mapping of a consumer read which messages failed; `undefined` where one of them cannot be written. */
export function askingMappings({ mappings }: Consumer): readonly Edit[] | undefined {
  const asking = mappings.filter(({ reportsBatchItemFailures }) => reportsBatchItemFailures === false).map(({ reporting }) => reporting);
  if (asking.includes(undefined)) return undefined;
  return [...new Map(asking.flatMap((edits) => edits ?? []).map((edit) => [`${edit.file} ${String(edit.start)}`, edit])).values()];
}

export function askingForFailures(consumer: Consumer): readonly Suggestion[] {
  const edits = askingMappings(consumer) ?? [];
  return edits.length === 0 ? [] : [{ title: 'Ask for the messages that failed where the function is given its queue.', edits }];
}

/**
 * Both halves: the handler says which messages of its batch failed, and the mapping asks. In: where the handler goes over
 * its messages. Nothing is suggested for FIFO queues, which want the rest of a batch left alone after the first failure.
 */
export function namingFailures(model: ProjectModel, consumer: Consumer, each: FlowNode): readonly Suggestion[] {
  const { handler, sources, system } = consumer;
  const isFifo = sources.some(({ resources }) => resources.some((resource) => resource.kind === 'queue' && resource.fifo));
  const mappings = askingMappings(consumer);
  const edits = handler && mappings && system === 'aws_sqs' && !isFifo ? sayingIn(model.linker.written, handler, each) : [];
  if (!mappings || edits.length === 0) return [];
  const title = 'Name the messages that failed, so that only they come again (where you look for their errors is yours to say).';
  return [{ title, edits: [...edits, ...mappings] }];
}

function sayingIn(written: Written, { file, fact }: FunctionEntity, each: FlowNode): readonly Edit[] {
  const place = placeOf(file, each);
  const statement = place && written.statementAt(file.file, place.statement);
  const whole = written.textOf(file.file, fact.span);
  const returns = whole === undefined ? undefined : returnTypeIn(file, fact.span, whole);
  const isFree = !file.bindings.some(({ name }) => name === NAME);
  // What already returns something, or is not written to wait, is not changed.
  if (!place || !statement || whole === undefined || !returns || !isFree || !fact.async || returnsIn(fact.body) || hasOtherType(fact)) return [];
  const body = bodyIn(written.textOf(file.file, place.body) ?? '', statement);
  const end = endOf(fact.span, whole, statement);
  if (!body || !end) return [];
  const isTyped = /\.[cm]?tsx?$/.test(file.file);
  const { newLine, indent } = statement;
  const ends = /;\s*$/m.test(whole);
  const from = place.body[0] + body.from;
  return [
    inFrontOf({ ...statement, closed: ends }, `const ${NAME}${isTyped ? `: ${TYPE}` : ''} = [];`),
    { file: file.file, start: from, end: from + body.length, text: body.text },
    { file: file.file, start: end, end, text: `${indent}return { ${NAME} }${ends ? ';' : ''}${newLine}` },
    ...returns,
  ];
}

interface Place {
  /** The statement that goes over the messages. */
  readonly statement: Span;
  /** What runs for each of them: the loop, or the function. */
  readonly body: Span;
}

/** `for (const record of event.Records)`, or `await Promise.all(event.Records.map(async (record) => …))`. */
function placeOf(file: FileFacts, each: FlowNode): Place | undefined {
  if (each.do === 'loop') {
    return isRecords(each.over) && !leavesIn(each, file) ? { statement: each.span, body: each.span } : undefined;
  }
  if (each.do !== 'callback') return undefined;
  const { callee, use } = file.calls[each.call.call] ?? {};
  const all = use?.as === 'argument' && use.of !== undefined && use.within === undefined ? file.calls[use.of] : undefined;
  const isAll = all?.callee.kind === 'member' && all.callee.name === 'all' && all.use.as === 'dropped' && all.use.awaited;
  if (callee?.kind !== 'member' || callee.name !== 'map' || !isRecords(callee.of) || !isAll || !each.target.fact.async) return undefined;
  return { statement: all.span, body: each.target.fact.span };
}

function isRecords(value: { readonly kind: string; readonly name?: unknown } | undefined): boolean {
  return value?.kind === 'member' && value.name === 'Records';
}

/** A loop that is left before its end says nothing of the messages behind. */
function leavesIn({ span: [start, end] }: { readonly span: Span }, file: FileFacts): boolean {
  const within = (step: Step): boolean => (step.do === 'break' && step.span[0] >= start && step.span[1] <= end) || innerSteps(step).some(within);
  return file.functions.some(({ span, body }) => span[0] <= start && span[1] >= end && body.some(within));
}

function returnsIn(steps: readonly Step[]): boolean {
  return steps.some((step) => step.do === 'return' || returnsIn(innerSteps(step)));
}

function innerSteps(step: Step): readonly Step[] {
  switch (step.do) {
    case 'if':
      return [...step.then, ...step.else];
    case 'switch':
      return step.cases.flatMap(({ steps }) => steps);
    case 'loop':
      return step.body;
    case 'try':
      return [...step.body, ...(step.handler ?? []), ...(step.finalizer ?? [])];
    default:
      return [];
  }
}

/** `SQSHandler` may give either. */
function hasOtherType({ contextType }: FunctionEntity['fact']): boolean {
  const { name } = contextType ?? {};
  return name !== undefined && !(name.kind === 'import' && name.path.at(-1) === 'SQSHandler');
}

/** `Promise<void>` becomes what is returned now; nothing where no type is written. */
function returnTypeIn({ file }: FileFacts, [start]: Span, whole: string): readonly Edit[] | undefined {
  const [head = ''] = whole.split(/\{\r?\n/, 1);
  const found = /\)\s*:\s*(.+?)\s*(?:=>\s*)?$/s.exec(head);
  if (!found?.[1]) return [];
  const at = start + found.index + found[0].indexOf(found[1]);
  return found[1] === 'Promise<void>' ? [{ file, start: at, end: at + found[1].length, text: `Promise<{ ${NAME}: ${TYPE} }>` }] : undefined;
}

interface Body {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

const HEAD = /^(?:for \((?:const|let) |async \(?)(?<name>\w+|\{[^{}]*\})(?:\s*:\s*[\w.]+)?(?: of [\w.?]+\)|\)? =>) \{\r?\n/;

/** The lines of a block inside of a `try`, one level deeper. */
function bodyIn(text: string, { indent, step, newLine }: WrittenStatement): Body | undefined {
  const head = HEAD.exec(text);
  const id = identifierIn(head?.groups?.['name'] ?? '');
  const close = text.lastIndexOf('\n') + 1;
  if (!head || id === undefined || text.slice(close).trim() !== '}') return undefined;
  const from = head[0].length;
  const inside = text.slice(from, close);
  // Deeper lines would change a text that goes over several.
  if (inside.split('\n').some((line) => (line.split('`').length - 1) % 2 === 1)) return undefined;
  const inner = `${text.slice(close).startsWith(indent) ? indent : ''}${step}`;
  if (!inside.startsWith(inner) || /^\s*try\b/.test(inside)) return undefined;
  const end = /;\s*$/m.test(inside) ? ';' : '';
  const deeper = inside.replaceAll(/^(?=.*\S)/gm, step);
  const lines = [`${inner}} catch (error) {`, `${inner}${step}console.error(error)${end}`, `${inner}${step}${NAME}.push({ itemIdentifier: ${id} })${end}`, `${inner}}`, ''];
  return { from, length: inside.length, text: `${inner}try {${newLine}${deeper}${lines.join(newLine)}` };
}

/** Where the id of a message stands: `record.messageId`, or what `{ messageId, body }` calls it. */
function identifierIn(name: string): string | undefined {
  if (/^\w+$/.test(name)) return `${name}.messageId`;
  return /[{,]\s*messageId(?:\s*:\s*(?<other>\w+))?\s*[,}]/.exec(name)?.groups?.['other'] ?? (/[{,]\s*messageId\s*[,}]/.test(name) ? 'messageId' : undefined);
}

/** Where the last line of a function starts, if nothing but its brace stands there. */
function endOf([start]: Span, whole: string, { indent, step }: WrittenStatement): number | undefined {
  const line = whole.lastIndexOf('\n') + 1;
  const last = whole.slice(line);
  return line > 0 && last.trim() === '}' && `${last.slice(0, -1)}${step}` === indent ? start + line : undefined;
}
