import type { Linker } from '../../link/linker.ts';
import { isCombinator } from '../../link/outcome.ts';
import type { PartialResult } from '../../model/effect.ts';
import type { FileFacts, Use } from '../../model/file-facts.ts';
import type { Edit, Suggestion } from '../../model/finding.ts';
import type { WrittenStatement } from '../../model/written.ts';
import type { UnreadResult } from '../unread-results.ts';
import { behind, freeName, onlyAwaits } from './beside-statement.ts';
import { withQuotesOf } from './with-quotes-of.ts';

const TITLE = 'Throw when entries failed (to send only those again is left to you).';

/**
 * Reads what tells of failed entries, and throws. In: what was found, and the names given in its file before, to which its
 * own is added. Nothing is suggested where the result is handed on or taken apart: its reader decides there.
 */
export function checkingResult({ written }: Linker, { site, result }: UnreadResult, given: Set<string>): readonly Suggestion[] {
  const taken = takenAt(site);
  const fact = taken && site.file.calls[taken.call];
  const statement = fact && written.statementAt(site.file.file, fact.span);
  if (!statement) return [];
  const { use, span } = fact;
  const edits = use.as === 'binding' ? ofVariable(site.file, use, result, statement) : onlyAwaits(statement, span) ? ofDropped(site.file, taken.list, result, statement, given) : [];
  return edits.length === 0 ? [] : [{ title: TITLE, edits }];
}

/** `const result = await send()`. */
function ofVariable(file: FileFacts, use: Use, result: PartialResult, statement: WrittenStatement): readonly Edit[] {
  const name = use.of === undefined ? undefined : file.bindings[use.of]?.name;
  if (name === undefined || !statement.text.startsWith(`const ${name} = await `)) return [];
  const { property } = result;
  return [behind(statement, [throwing(file, result, isCount(property) ? `${name}.${property}` : isFilled(property, `${name}.${property} ?? ${emptyOf(property)}`))])];
}

/** `await send()`, or `await Promise.all(…)` of several. */
function ofDropped(file: FileFacts, list: boolean, result: PartialResult, statement: WrittenStatement, given: Set<string>): readonly Edit[] {
  const { property } = result;
  const name = nameOf(file, list ? 'results' : property, given);
  if (name === undefined) return [];
  given.add(name);
  const empty = emptyOf(property);
  const pattern = list ? name : `{ ${name === property ? name : `${property}: ${name}`} = ${empty} }`;
  const condition = list ? `${name}.some(({ ${property} = ${empty} }) => ${isFilled(property, property)})` : isFilled(property, name);
  const [start] = statement.span;
  return [{ file: file.file, start, end: start, text: `const ${pattern} = ` }, behind(statement, [throwing(file, result, condition)])];
}

function throwing(file: FileFacts, { call, loses }: PartialResult, condition: string): string {
  return withQuotesOf(file, `if (${condition}) throw new Error('${call}: ${loses === 'rows' ? 'some items were not written' : 'some entries failed'}');`);
}

function isFilled(property: string, value: string): string {
  if (isCount(property)) return `${value} > 0`;
  return property === 'Failed' ? `${value.includes('?') ? `(${value})` : value}.length > 0` : `Object.keys(${value}).length > 0`;
}

function isCount(property: string): boolean {
  return property.endsWith('Count');
}

function emptyOf(property: string): string {
  if (isCount(property)) return '0';
  return property === 'Failed' ? '[]' : '{}';
}

function nameOf(file: FileFacts, name: string, given: ReadonlySet<string>): string | undefined {
  const small = `${name[0]?.toLowerCase() ?? ''}${name.slice(1)}`;
  return freeName(file, [...new Set([name, small]), ...[2, 3, 4, 5, 6, 7, 8, 9].map((index) => `${small}${String(index)}`)], given);
}

interface Taken {
  /** The call whose awaited value is the result, or a list of them. */
  readonly call: number;
  readonly list: boolean;
}

function takenAt({ file, call }: UnreadResult['site']): Taken | undefined {
  const fact = file.calls[call];
  const { use } = fact ?? {};
  if (!fact || !use || use.within !== undefined) return undefined;
  if (use.as === 'dropped') return use.awaited ? { call, list: false } : undefined;
  if (use.as === 'binding') return file.bindings[use.of ?? -1]?.kind === 'const' ? { call, list: false } : undefined;
  if (use.as === 'receiver' && use.of !== undefined) {
    const callee = file.calls[use.of]?.callee;
    return callee?.kind === 'member' && callee.name === 'promise' ? takenAt({ file, call: use.of }) : undefined;
  }
  return use.as === 'returned' ? ofMapped(file, fact.fn) : undefined;
}

/** `await Promise.all(batches.map((batch) => send(batch)))`, where the function does nothing else. */
function ofMapped(file: FileFacts, fn: number): Taken | undefined {
  const fact = file.functions[fn];
  const map = fact?.passedTo && file.calls[fact.passedTo.call];
  if (fact?.returns.length !== 1 || map?.callee.kind !== 'member' || map.callee.name !== 'map') return undefined;
  const { as, of, within } = map.use;
  if (as !== 'argument' || of === undefined || within !== undefined || !isCombinator(file, of)) return undefined;
  const all = file.calls[of];
  return all?.use.as === 'dropped' && all.callee.kind === 'member' && all.callee.name === 'all' ? { call: of, list: true } : undefined;
}
