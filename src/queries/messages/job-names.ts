import { isNodeBeyond } from '../../link/cuts.ts';
import type { Flow, FlowNode } from '../../link/flow.ts';
import { isJobName, namesTested, textOf } from '../../link/jobs/job-name.ts';
import { nameOf } from '../../link/name.ts';
import type { LinkedProducer } from '../../link/producers.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { slotOf } from '../../link/slots.ts';
import { namesWritten } from './names-written.ts';

/** A job whose name none of the handlers of its queue knows. */
export interface UnhandledJob {
  readonly producer: LinkedProducer;
  readonly job: string;
  /** The names that the handlers know. */
  readonly known: readonly string[];
  readonly consumer: Consumer;
  readonly fate: Fate;
}

/** What a handler does with a name it does not know: it ends well, or it fails. */
type Fate = 'done' | 'fails';

interface Handled {
  readonly names: ReadonlySet<string>;
  readonly fate: Fate;
}

/** Jobs with a name, of queues all of whose consumers pick their work by the name. */
export function unhandledJobs(model: ProjectModel): readonly UnhandledJob[] {
  return model.producers.flatMap((producer) => {
    const job = jobOf(model, producer);
    const consumers = job === undefined ? [] : consumersOf(model, producer);
    const [consumer] = consumers;
    if (job === undefined || !consumer) return [];
    const handled = consumers.map((each) => namesHandled(model, each));
    const known = handled.flatMap((each) => (each ? [...each.names] : []));
    if (handled.some((each) => !each || each.names.has(job)) || consumers.some((each) => mentionsName(model, each, job))) return [];
    return [{ producer, job, known: [...new Set(known)], consumer, fate: handled.every((each) => each?.fate === 'fails') ? 'fails' : 'done' }];
  });
}

/** The one name a job certainly has. */
function jobOf({ linker }: ProjectModel, { broker, pattern, library }: LinkedProducer): string | undefined {
  if ((broker.name !== 'bullmq' && broker.name !== 'bull') || pattern.job === undefined) return undefined;
  const name = nameOf(slotOf(linker, library, pattern.job));
  return name?.texts.length === 1 && name.patterns.length + name.settings.length === 0 ? name.texts[0] : undefined;
}

/** Everybody who takes from the queue; nobody where somebody unknown may. */
function consumersOf(model: ProjectModel, { broker, destination, at }: LinkedProducer): readonly Consumer[] {
  if (destination?.texts.length !== 1 || destination.patterns.length + destination.settings.length > 0) return [];
  const target = model.destinationOf({ system: broker.system, name: destination, at });
  const ofSystem = model.consumers.filter(({ system, ofMessages }) => system === broker.system && ofMessages !== false);
  if (!target || ofSystem.some((each) => !each.destination || each.destination.patterns.length + each.destination.settings.length > 0)) return [];
  return ofSystem.filter(({ sources }) => sources.includes(target));
}

/** The names a consumer does something for; `undefined`: it may be any. */
function namesHandled(model: ProjectModel, consumer: Consumer): Handled | undefined {
  return consumer.broker.name === 'bull' ? namedProcessor(consumer) : pickedIn(model, consumer.flow, 0);
}

/**
 * A processor of Bull is for one name: a job of another has none and fails.
 * Source: bull 4.16.5 `lib/queue.js` (`Queue.prototype.process`, `processJob`: "Missing process handler for job type").
 */
function namedProcessor({ job, call, cls }: Consumer): Handled | undefined {
  const given = call?.reference.file.calls[call.reference.call]?.arguments ?? [];
  const isUnnamed = cls ? given.length === 0 : given.every(({ kind }) => kind !== 'literal' && kind !== 'template') && given.length === 1;
  const name = job ?? (isUnnamed ? '__default__' : undefined);
  return name === undefined || name === '*' ? undefined : { names: new Set([name]), fate: 'fails' };
}

/** Wrappers around a handler. */
const DEEPEST = 5;

function pickedIn(model: ProjectModel, flow: Flow, depth: number): Handled | undefined {
  const nodes = flow.filter(matters);
  const [first, ...others] = nodes;
  if (!first || isNodeBeyond(depth, DEEPEST, first, `which jobs are handled behind more than ${String(DEEPEST)} wrappers`)) return undefined;
  if (first.do === 'switch') return others.length === 0 ? namesOfSwitch(model, first) : undefined;
  if (first.do === 'if') return namesOfIfs(model, nodes, flow);
  if (others.length > 0) return undefined;
  if (first.do === 'try') return first.handler?.some(matters) ? undefined : pickedIn(model, first.body, depth + 1);
  if (first.do === 'enter') return first.certain && !first.detached ? pickedIn(model, first.body, depth + 1) : undefined;
  return first.do === 'callback' && first.runs === 'once' ? pickedIn(model, first.body, depth + 1) : undefined;
}

function matters(node: FlowNode): boolean {
  if (node.do === 'exit') return false;
  return node.do !== 'effect' || !['observability', 'analytics', 'timer', 'computation', 'identifier'].includes(node.effect.kind);
}

function namesOfSwitch(model: ProjectModel, { on, frame, cases }: Extract<FlowNode, { do: 'switch' }>): Handled | undefined {
  if (!isJobName(model.linker, on, frame)) return undefined;
  const names = cases.flatMap(({ tests }) => tests.map((test) => textOf(model.linker, test, frame)));
  const fallback = cases.find(({ tests }) => tests.length === 0);
  if (fallback?.body.some(matters) || names.some((name) => name === undefined)) return undefined;
  return { names: new Set(names.filter((name) => name !== undefined)), fate: fallback && throws(fallback.body) ? 'fails' : 'done' };
}

/** `if (job.name === 'a') …; else if (job.name === 'b') …`, one behind the other or inside. */
function namesOfIfs(model: ProjectModel, nodes: Flow, around: Flow): Handled | undefined {
  const names = new Set<string>();
  let fate: Fate = throws(around) ? 'fails' : 'done';
  for (const node of nodes) {
    if (node.do !== 'if') return undefined;
    const tested = namesTested(model.linker, node.condition, node.frame);
    if (!tested) return undefined;
    for (const name of tested) names.add(name);
    const otherwise = node.else.filter(matters);
    if (throws(node.else)) fate = 'fails';
    if (otherwise.length === 0) continue;
    const inner = namesOfIfs(model, otherwise, node.else);
    if (!inner) return undefined;
    for (const name of inner.names) names.add(name);
    if (inner.fate === 'fails') fate = 'fails';
  }
  return { names, fate };
}

function throws(flow: Flow): boolean {
  return flow.some((node) => node.do === 'exit' && node.how === 'throw');
}

/** Does the handler compare anything with this name? A flow leaves out branches in which nothing happens. */
function mentionsName(model: ProjectModel, { handler, registered }: Consumer, name: string): boolean {
  return [handler, registered].some((target) => target !== undefined && namesWritten(model, target).has(name));
}
