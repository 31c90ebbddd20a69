import { chained, chainedName } from '../link/arguments/chain.ts';
import { isBeyond } from '../link/cuts.ts';
import type { Frame } from '../link/frame.ts';
import type { EffectNode, Flow, FlowNode, TryNode } from '../link/flow.ts';
import { someWithin } from '../link/some-within.ts';
import type { Value } from '../model/value.ts';
import { changesBefore, changesBehind, changesIn, namesPickedBy } from './changed-rows.ts';
import { namesAskedFor } from './names-asked.ts';
import { thingOf } from './row-things.ts';
import { conditionGuard, type Guard } from './condition-guard.ts';
import { nodesBehind } from './condition-source.ts';
import type { Level, Occurrence } from './occurrence.ts';
import { somewhere } from './somewhere.ts';

/** Packages whose wrappers remember what ran. */
const IDEMPOTENCY_WRAPPERS = new Set(['@aws-lambda-powertools/idempotency']);

/** Does it run inside a wrapper that remembers what ran? */
export function isRemembered({ levels }: Occurrence): boolean {
  return levels.some(({ container }) => isWrapper(container));
}

function isWrapper(container: FlowNode | undefined): boolean {
  return container?.do === 'callback' && container.wrapper !== undefined && IDEMPOTENCY_WRAPPERS.has(container.wrapper.package);
}

/** The guards that dominate an effect, the outermost first. */
export function* guardsOf(occurrence: Occurrence): Iterable<Guard> {
  const inserted = insertedBy(occurrence.node);
  for (const [depth, level] of occurrence.levels.entries()) {
    const { container, part } = level;
    const outer = occurrence.levels.slice(0, depth);
    if (isWrapper(container) || (container?.do === 'callback' && container.remembered)) yield { kind: 'wrapper' };
    if (container?.do === 'try' && part === 'body' && expectsDuplicate(container)) yield { kind: 'unique' };
    if (container?.do === 'if' && (part === 'then' || part === 'else')) {
      const guard = conditionGuard(container.condition, container.frame, part === 'then', outer, occurrence.levels);
      if (guard) yield guard;
    }
    if (container?.do === 'switch' && part === 'case') yield* caseGuards(container, level.siblings, outer, occurrence.levels);
    const before = level.siblings.slice(0, level.index);
    if (container && isListOfOpenWork(container, outer, occurrence.levels)) yield { kind: 'state check' };
    if (inserted !== undefined && before.some((node) => deletesFirst(node, inserted))) yield { kind: 'replaced' };
    yield* guardsAmong(before, occurrence.levels.slice(0, depth + 1), occurrence.levels);
  }
}

/** `switch (order.status) { case 'new': … }`: as if it were asked for each case. */
function* caseGuards({ on, frame, cases }: Extract<FlowNode, { do: 'switch' }>, body: Flow, levels: readonly Level[], around: readonly Level[]): Iterable<Guard> {
  for (const test of cases.find((each) => each.body === body)?.tests ?? []) {
    const guard = conditionGuard({ kind: 'operation', op: '===', of: [on, test] }, frame, true, levels, around);
    if (guard) yield guard;
  }
}

/** What rows an insert makes. */
function insertedBy(node: FlowNode): string | undefined {
  if (node.do !== 'effect' || node.effect.class !== 'write_nonidem' || node.effect.kind !== 'database') return undefined;
  const fact = node.call.file.calls[node.call.call];
  return fact && thingOf(node.call.file, fact);
}

/** Rows that were there are deleted, whatever else is so; or `if (oldId) await remove(oldId)`. */
function deletesFirst(node: FlowNode, things: string): boolean {
  if (node.do === 'loop') return false;
  if (node.do !== 'if') return changesIn(node).deleted.has(things);
  const { condition, frame, then } = node;
  if (condition.kind !== 'binding') return false;
  return then.some((each) => 'call' in each && each.call.file === frame.file && changesIn(each).deleted.has(things) && mentionsBinding(frame.file, each.call.call, condition.binding));
}

/** In the call, or in one that its result is asked: `db.delete(orders).where(eq(orders.id, oldId))`. */
function mentionsBinding(file: File, call: number, binding: number): boolean {
  if (someWithin(file, { kind: 'call', call }, (value) => value.kind === 'binding' && value.binding === binding)) return true;
  const next = file.calls.findIndex(({ callee }) => callee.kind === 'member' && callee.of.kind === 'call' && callee.of.call === call);
  return next >= 0 && mentionsBinding(file, next, binding);
}

/** A loop over rows that were asked for, or picked, by a field which the handler then sets, or has set before it: done ones are asked for no more. */
function isListOfOpenWork(container: FlowNode, levels: readonly Level[], around: readonly Level[]): boolean {
  const list = listOf(container);
  if (!list) return false;
  const nodes = nodesBehind(list.value, list.frame, levels);
  if (nodes.length === 0) return false;
  const names = [...nodes.flatMap((node) => [...namesAskedFor(node)]), ...namesPickedBy(list.frame.file, list.value)];
  return names.length > 0 && [...changesBehind(around), ...changesBefore(levels, nodes)].some(({ fields }) => names.some((name) => fields.has(name)));
}

function listOf(container: FlowNode): { readonly value: Value; readonly frame: Frame } | undefined {
  if (container.do === 'loop') return container.over && { value: container.over, frame: container.frame };
  if (container.do !== 'callback' || container.runs !== 'each') return undefined;
  const callee = container.call.file.calls[container.call.call]?.callee;
  return callee?.kind === 'member' ? { value: callee.of, frame: container.call.frame } : undefined;
}

/** Nodes that run before and end the handler when the work was done already. */
function* guardsAmong(before: Flow, levels: readonly Level[], around: readonly Level[]): Iterable<Guard> {
  for (const node of before) {
    const guard = node.do === 'if' ? leavingGuard(node, levels, around) : undefined;
    if (guard) yield guard;
    if (node.do === 'try' && claims(node)) yield { kind: 'claim' };
    if (node.do === 'effect' && refusesDuplicates(node)) yield { kind: 'unique' };
    // A called function that refuses by throwing guards what comes behind it.
    if (node.do === 'enter' && !node.detached) yield* throwingGuards(node.body, levels, around);
  }
}

function leavingGuard(node: Extract<FlowNode, { do: 'if' }>, levels: readonly Level[], around: readonly Level[]): Guard | undefined {
  if (leaves(node.then)) return conditionGuard(node.condition, node.frame, false, levels, around);
  if (leaves(node.else)) return conditionGuard(node.condition, node.frame, true, levels, around);
  return undefined;
}

function* throwingGuards(flow: Flow, levels: readonly Level[], around: readonly Level[]): Iterable<Guard> {
  for (const node of flow) {
    if (node.do !== 'if' || !node.then.some((each) => each.do === 'exit' && each.how === 'throw')) continue;
    const guard = conditionGuard(node.condition, node.frame, false, levels, around);
    if (guard) yield guard;
  }
}

function leaves(flow: Flow): boolean {
  return flow.some((node) => node.do === 'exit' && node.how !== 'break');
}

/** A claim that throws when somebody has it: `try { await claim() } catch { return }`. */
function claims(node: TryNode): boolean {
  return expectsDuplicate(node) && leaves(node.handler ?? []) && hasGuardEffect(node.body);
}

/** An insert with a key from the message, whose failure nobody catches: at the second delivery nothing behind it runs, and a transaction around it is undone. */
function refusesDuplicates({ effect, outcome, call }: EffectNode): boolean {
  // `insert(…).onConflict('id').ignore()` does not fail: unless somebody asks what it gave, all behind it runs again.
  if (chained(call).some((fact) => LETS_PASS.test(chainedName(fact)))) return false;
  return effect.class === 'guard' && effect.kind === 'database' && INSERTS.test(effect.key) && outcome.kind === 'awaited' && !outcome.caught;
}

const LETS_PASS = /^(onConflict|onConflictDoNothing|onConflictDoUpdate|onDuplicateKeyUpdate|ignore|orIgnore|orReplace)$/;

const INSERTS = /\.(?:create|insert(?:One)?)$/;

const hasGuardEffect = somewhere((node) => node.do === 'effect' && isClaim(node));

function isClaim({ effect }: EffectNode): boolean {
  return effect.class === 'guard' || effect.class === 'write_nonidem';
}

/** The words stores use when a key is taken: SQL states, error codes and error classes. */
const DUPLICATE =
  /^(23505|1062|ER_DUP_ENTRY|SQLITE_CONSTRAINT\w*|P2002|11000|E11000\w*|ConditionalCheckFailed\w*|ALREADY_EXISTS)$|unique|duplicate|already_?exists|conflict|conditionalcheck/i;

/** Does the handler of a `try` look for the error of a taken key? */
function expectsDuplicate(node: TryNode): boolean {
  const { file } = node.frame;
  const span = node.handlerSpan;
  if (!span || !node.handler) return false;
  return file.functions.some((fact) => fact.span[0] <= span[0] && fact.span[1] >= span[1] && stepsMention(file, fact.body, span));
}

type File = Frame['file'];
type Steps = File['functions'][number]['body'];

function stepsMention(file: File, steps: Steps, span: readonly [number, number]): boolean {
  return steps.some((step) => {
    switch (step.do) {
      case 'if':
        if (step.span[0] >= span[0] && step.span[1] <= span[1] && mentionsDuplicate(file, step.condition, 0)) return true;
        return stepsMention(file, step.then, span) || stepsMention(file, step.else, span);
      case 'try':
        return (
          stepsMention(file, step.body, span) || stepsMention(file, step.handler ?? [], span) || stepsMention(file, step.finalizer ?? [], span)
        );
      case 'loop':
        return stepsMention(file, step.body, span);
      case 'switch':
        return step.cases.some(({ steps: inner }) => stepsMention(file, inner, span));
      default:
        return false;
    }
  });
}

function mentionsDuplicate(file: File, value: Value, depth: number): boolean {
  if (isBeyond(depth, 6, file, 0, 'whether a condition speaks of duplicates, inside more than 6 other values')) return false;
  switch (value.kind) {
    case 'literal':
      return DUPLICATE.test(String(value.value));
    case 'binding':
      return DUPLICATE.test(file.bindings[value.binding]?.name ?? '');
    case 'member':
      return DUPLICATE.test(value.name) || mentionsDuplicate(file, value.of, depth + 1);
    case 'import':
      return DUPLICATE.test(value.name);
    case 'operation':
    case 'choice':
      return value.of.some((each) => mentionsDuplicate(file, each, depth + 1));
    case 'call': {
      const fact = file.calls[value.call];
      if (!fact) return false;
      return (
        mentionsDuplicate(file, fact.callee, depth + 1) ||
        fact.arguments.some((each) => each.kind !== 'spread' && mentionsDuplicate(file, each, depth + 1))
      );
    }
    default:
      return false;
  }
}
