import type { SettlementPattern } from '../model/broker.ts';
import type { CallFact, FileFacts } from '../model/file-facts.ts';
import type { Effect } from '../model/effect.ts';
import type { FlowBuilder, Table } from './build-flow.ts';
import { alternativeOf } from './alternatives.ts';
import { callArguments } from './arguments/call-arguments.ts';
import { isBeyond } from './cuts.ts';
import type { CallReference, Entity, ExternalEntity, FunctionEntity } from './entity.ts';
import type { CallbackNode, EnterNode, Flow, FlowNode } from './flow.ts';
import { functionsOf } from './handler.ts';
import { isOf, libraryCallees } from './library-calls.ts';
import { argumentsFrom, argumentsOf } from './parameters.ts';
import { isData, isListLost, type Outcome, outcomeOf } from './outcome.ts';
import { isWritten } from './written-statement.ts';
import { settlesPromise } from './settles-promise.ts';
import { type LibraryCall, slotOf } from './slots.ts';

/** Functions one call may reach; above this the receiver is too vague to say anything. */
const MOST_TARGETS = 6;
const TARGETS = `what a call does that may reach more than ${String(MOST_TARGETS)} functions`;

const EACH = new Set(['forEach', 'map', 'flatMap', 'filter', 'reduce', 'some', 'every', 'find']);
/** The same of a list that a library gave; its other methods may well wait. */
const LISTS_PROMISES = new Set(['map', 'flatMap']);
/** What is handed to these runs after the caller has gone on. */
const LATER = new Set(['setTimeout', 'setImmediate', 'setInterval', 'nextTick', 'queueMicrotask', 'on', 'once', 'addListener', 'addEventListener', 'after']);

/** What one call adds to the flow of the function it stands in. */
export function callNodes(builder: FlowBuilder, reference: CallReference): readonly FlowNode[] {
  const fact = reference.file.calls[reference.call];
  if (!fact) return [];
  const outcome = outcomeOf(reference.file, reference.call);
  const { name, owners } = receiverOf(builder, fact, reference);
  const isExternal = owners.some(({ is }) => is === 'external');
  if (EACH.has(name) && !isExternal) return callbacks(builder, reference, fact, outcome, 'each');
  if (name === 'then' || name === 'finally') return callbacks(builder, reference, fact, outcome, 'once');
  if (name === 'catch' && fact.arguments.length > 0) return [];
  const external = libraryCallees(builder.linker, reference.file, reference.call, reference.frame);
  // `globalThis.client ?? new Client()`: what the process may keep already is the same.
  const first = external.find(({ callee }) => callee.package !== 'global') ?? external[0];
  if (first && !(first.callee.package === 'global' && mayBeProject(builder, fact, reference))) return externalNodes(builder, reference, fact, first.callee, first.isNew, outcome);
  const nodes = projectNodes(builder, reference, fact, outcome);
  // Whatever client it is given to, a command does what it says.
  const command = nodes.every((node) => node.do === 'unknown') ? awsCommand(builder, reference, fact) : undefined;
  return command ? externalNodes(builder, reference, fact, command, true, outcome) : nodes;
}

/** A part of the language that stands beside functions of the project is what a registry is wrapped in: a `Proxy`. */
function mayBeProject({ linker }: FlowBuilder, { callee, kind }: CallFact, { frame }: CallReference): boolean {
  return kind === 'call' && linker.evaluate(callee, frame).some(({ is }) => is === 'function');
}

function receiverOf(builder: FlowBuilder, fact: CallFact, { frame }: CallReference): { readonly name: string; readonly owners: readonly Entity[] } {
  if (fact.callee.kind === 'global') return { name: fact.callee.name, owners: [] };
  if (fact.callee.kind !== 'member' || fact.callee.of.kind === 'super') return { name: '', owners: [] };
  return { name: fact.callee.name, owners: builder.linker.evaluate(fact.callee.of, frame) };
}

function projectNodes(builder: FlowBuilder, reference: CallReference, fact: CallFact, outcome: Outcome): readonly FlowNode[] {
  const { linker } = builder;
  const entities = fact.kind === 'super' ? [] : linker.evaluate(fact.callee, reference.frame);
  const targets = distinctTargets(entities.filter((entity): entity is FunctionEntity => entity.is === 'function'));
  if (targets.length === 0) {
    const isProject = entities.length > 0 && entities.every(({ is }) => is === 'class' || is === 'constant');
    const isMethod = fact.callee.kind === 'member' && (METHODS.has(fact.callee.name) || fact.callee.name === 'get');
    const matters = outcome.kind === 'awaited' || (outcome.kind === 'returned' && !isMethod);
    return isProject || !matters || refines(reference.file, fact) || settlesPromise(reference.file, fact.callee) ? [] : [{ do: 'unknown', call: reference, outcome }];
  }
  if (isBeyond(targets.length, MOST_TARGETS, reference.file, fact.fn, TARGETS)) return [{ do: 'unknown', call: reference, outcome }];
  return targets.flatMap((target) => enter(builder, reference, fact, target, outcome, targets.length === 1));
}

function distinctTargets(targets: readonly FunctionEntity[]): readonly FunctionEntity[] {
  const seen = new Map<string, FunctionEntity>();
  for (const target of targets) seen.set(`${target.file.file}#${String(target.fn)}`, target);
  return [...seen.values()];
}

function enter(
  builder: FlowBuilder,
  reference: CallReference,
  fact: CallFact,
  target: FunctionEntity,
  outcome: Outcome,
  certain: boolean,
): readonly FlowNode[] {
  const given = givenTo(builder, reference, fact, target);
  const body = builder.flowOf(target, given);
  if (!isOfInterest(body)) return [];
  const detached = outcome.kind === 'dropped' && givesPromise(target, body);
  const node: EnterNode = { do: 'enter', call: reference, target, body, outcome, detached, certain };
  return [node];
}

/** The arguments as entities, one list a parameter. */
function givenTo({ linker }: FlowBuilder, { frame }: CallReference, fact: CallFact, target: FunctionEntity): readonly (readonly Entity[])[] {
  const written = argumentsOf(linker, fact, frame);
  return target.fact.parameters.map(({ rest }, index) => argumentsFrom(linker, written, index, rest));
}

/** Does anything happen in it that somebody asks about? Returns alone are of interest to nobody outside. */
function isOfInterest(flow: Flow): boolean {
  return flow.some((node) => {
    switch (node.do) {
      case 'exit':
        return node.how === 'throw';
      case 'if':
        return isOfInterest(node.then) || isOfInterest(node.else);
      case 'switch':
        return node.cases.some(({ body }) => isOfInterest(body));
      case 'loop':
        return isOfInterest(node.body);
      case 'try':
        return isOfInterest(node.body) || isOfInterest(node.handler ?? []) || isOfInterest(node.finalizer ?? []);
      default:
        return true;
    }
  });
}

/** Is what a function returns a promise? An `async` function's is; another's, if it hands on that of a call. */
function givesPromise(target: FunctionEntity, body: Flow): boolean {
  return target.fact.async || returnsPromise(body);
}

/** `(owner) => owner.email && sendMail(owner)` */
function returnsPromise(body: Flow): boolean {
  return body.some((node) => {
    if (node.do === 'if') return returnsPromise(node.then) || returnsPromise(node.else);
    return (node.do === 'effect' || node.do === 'send' || node.do === 'enter' || node.do === 'unknown') && node.outcome.kind === 'returned';
  });
}

function externalNodes(
  builder: FlowBuilder,
  reference: CallReference,
  fact: CallFact,
  callee: ExternalEntity,
  isNew: boolean,
  outcome: Outcome,
): readonly FlowNode[] {
  if (isNew && fact.kind === 'new' && isCommand(callee)) return [];
  const command = isCommand(callee) ? callee : awsCommand(builder, reference, fact);
  const thing = command ?? callee;
  const key = builder.linker.names.keyOf(thing, isNew || command !== undefined);
  const sending = matching(builder.producers, key, thing);
  const send = sending?.pattern.statement && !isWritten(reference.file, reference.call, sending.pattern.statement) ? undefined : sending;
  const library = { reference: command?.call ?? reference, callee: thing };
  if (key === 'process.exit') return [{ do: 'exit', how: 'throw', frame: reference.frame, span: fact.span }];
  const inner = [
    ...callbacks(builder, reference, fact, outcome, LATER.has(thing.name) ? 'later' : LISTS_PROMISES.has(thing.name) ? 'each' : 'once'),
    ...wrappedFunctions(builder, reference, fact, callee, outcome),
  ];
  if (send && (!key.startsWith('new ') || command)) {
    return [{ do: 'send', broker: send.broker, pattern: send.pattern, library, call: reference, outcome }, ...inner];
  }
  const settle = matching(builder.settlements, key, thing);
  if (settle) {
    return [{ do: 'settle', broker: settle.broker, pattern: settlementBy(builder, settle.pattern, library), library, call: reference }, ...inner];
  }
  const effect = builder.effects.effectOf(thing.package, key, thing.name, callArguments(builder.linker, builder.effects, library.reference));
  if (effect?.class === 'tx') return inner.map((node) => (node.do === 'callback' ? { ...node, transaction: true } : node));
  if (effect?.class === 'checkpoint') return inner.map((node) => (node.do === 'callback' ? { ...node, remembered: true } : node));
  if (effect && isEffect(effect)) return [{ do: 'effect', effect, call: reference, outcome }, ...inner];
  const alternative = inner.length > 0 ? alternativeOf(builder.linker, reference, thing) : undefined;
  if (alternative !== undefined) return inner.map((node) => (node.do === 'callback' ? { ...node, alternative } : node));
  if (effect || isHarmless(thing) || inner.length > 0 || isStep(builder, reference, fact, thing)) return inner;
  const matters = !isNew && (outcome.kind === 'awaited' || outcome.kind === 'returned');
  return matters ? [{ do: 'unknown', call: reference, package: thing.package, outcome }] : [];
}

/** `done(error)` says the opposite of `done()`. */
function settlementBy({ linker }: FlowBuilder, pattern: SettlementPattern, library: LibraryCall): SettlementPattern {
  const { failsWith, ...plain } = pattern;
  return failsWith !== undefined && slotOf(linker, library, failsWith).some((entity) => entity.is !== 'constant' || Boolean(entity.value))
    ? { ...plain, settles: 'reject' }
    : pattern;
}

/** `const process = makeIdempotent(work)`, then `process(record)`: another package's wrapper runs the function it was given. */
function wrappedFunctions(
  builder: FlowBuilder,
  reference: CallReference,
  fact: CallFact,
  callee: ExternalEntity,
  outcome: Outcome,
): readonly FlowNode[] {
  if (callee.from !== 'call') return [];
  return functionsOf(builder.linker, [callee]).flatMap((target): readonly FlowNode[] => {
    const body = builder.flowOf(target, givenTo(builder, reference, fact, target));
    if (!isOfInterest(body)) return [];
    const detached = outcome.kind === 'dropped' && givesPromise(target, body);
    return [{ do: 'callback', call: reference, target, body, runs: 'once', outcome, detached, transaction: false, wrapper: callee }];
  });
}

function isEffect({ class: type }: Effect): boolean {
  return !['pure', 'random', 'time', 'builder', 'modifier', 'modifier_idem', 'schedule', 'consume', 'ack', 'tx'].includes(type);
}

/** Parts of the language and of Node that no table names do nothing outside the process. */
function isHarmless({ package: name }: ExternalEntity): boolean {
  return name === 'global' || name.startsWith('node:');
}

/** One call of a chain that goes on, on a client we know: what counts is named by the tables. */
function isStep({ effects }: FlowBuilder, { file }: CallReference, fact: CallFact, { package: name, name: member }: ExternalEntity): boolean {
  return METHODS.has(member) || (effects.knows(name) && (fact.use.as === 'receiver' || isKeptStep(file, fact)));
}

/** `const query = from(orders).where(…)`, of which more is asked later. */
function isKeptStep(file: FileFacts, { use }: CallFact): boolean {
  return use.as === 'binding' && !use.awaited && use.of !== undefined && (file.bindings[use.of]?.uses ?? []).some(({ as }) => as === 'receiver');
}

/** `query = query.where(…)`: a step of something that is put together in one variable. */
function refines(file: FileFacts, fact: CallFact): boolean {
  if (fact.use.as !== 'binding' || fact.use.awaited) return false;
  let { callee } = fact;
  while (callee.kind === 'member' || callee.kind === 'call') {
    const next: CallFact['callee'] | undefined = callee.kind === 'member' ? (callee.of.kind === 'super' ? undefined : callee.of) : file.calls[callee.call]?.callee;
    if (!next) return false;
    callee = next;
  }
  return callee.kind === 'binding' && callee.binding === fact.use.of;
}

/** Methods of strings, arrays, dates and maps: what a client gave is data, and asking data does nothing. */
const METHODS = new Set([
  ...Object.getOwnPropertyNames(String.prototype),
  ...Object.getOwnPropertyNames(Array.prototype),
  ...Object.getOwnPropertyNames(Date.prototype),
  'has',
  'json',
  'text',
  'arrayBuffer',
]);

/** `client.send(new XCommand(…))`: the command says what is done; making it does nothing. */
function awsCommand({ linker }: FlowBuilder, reference: CallReference, { callee, arguments: written }: CallFact): ExternalEntity | undefined {
  if (callee.kind !== 'member' || callee.name !== 'send') return undefined;
  const command = argumentsFrom(linker, { written, frame: reference.frame }, 0, false).find(
    (entity): entity is ExternalEntity => entity.is === 'external' && entity.from === 'new' && entity.of !== undefined && isCommand(entity.of),
  );
  return command?.of && command.call ? { ...command.of, call: command.call } : undefined;
}

function isCommand({ package: name, name: member }: ExternalEntity): boolean {
  return name.startsWith('@aws-sdk/') && member.endsWith('Command');
}

function matching<Pattern>(
  tables: ReadonlyMap<string, readonly Table<Pattern>[]>,
  key: string,
  callee: ExternalEntity,
): Table<Pattern> | undefined {
  return tables.get(key)?.find(({ broker }) => isOf(broker, callee));
}

/** The functions among the arguments of a call, as what they do when it runs them. */
function callbacks(
  builder: FlowBuilder,
  reference: CallReference,
  fact: CallFact,
  outcome: Outcome,
  runs: CallbackNode['runs'],
): readonly FlowNode[] {
  const nodes: FlowNode[] = [];
  for (const argument of fact.arguments) {
    if (argument.kind === 'spread' || !mayBeFunction(argument.kind)) continue;
    for (const entity of builder.linker.evaluate(argument, reference.frame)) {
      if (entity.is !== 'function') continue;
      const [target] = functionsOf(builder.linker, [entity]);
      if (!target) continue;
      const body = builder.flowOf(target);
      if (!isOfInterest(body)) continue;
      const detached = runs === 'later' || (givesPromise(target, body) && isLost(builder, reference, fact, outcome, runs));
      nodes.push({ do: 'callback', call: reference, target, body, runs, outcome, detached, transaction: false });
      break;
    }
  }
  return nodes;
}

function mayBeFunction(kind: string): boolean {
  return kind !== 'literal' && kind !== 'object' && kind !== 'template' && kind !== 'array' && kind !== 'undefined';
}

/** Does the promise a callback gives get lost? `forEach` throws it away, a list that is not looked into keeps it; of others it is as good as their own. */
function isLost({ linker }: FlowBuilder, { file, call, frame }: CallReference, { callee }: CallFact, outcome: Outcome, runs: CallbackNode['runs']): boolean {
  if (outcome.kind === 'dropped') return true;
  if (runs !== 'each' || callee.kind !== 'member' || callee.of.kind === 'super') return false;
  if (['forEach', 'filter', 'some', 'every', 'find'].includes(callee.name)) return true;
  if (callee.name !== 'map' && callee.name !== 'flatMap') return false;
  // What another package calls a list may well wait for what is in it.
  if (isListLost(file, call) !== true) return false;
  return isData(file, callee.of) || !linker.evaluate(callee.of, frame).some(({ is }) => is === 'external' || is === 'instance');
}
