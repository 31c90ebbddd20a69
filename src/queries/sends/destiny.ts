import type { FunctionEntity } from '../../link/entity.ts';
import type { EffectNode, FlowNode, UnknownNode } from '../../link/flow.ts';
import { isData, isListLost } from '../../link/outcome.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { changesSomething } from '../failure-of.ts';
import { occurrencesIn } from '../occurrence.ts';
import { somewhere } from '../somewhere.ts';
import { asksValue } from './asks-value.ts';
import type { Site } from './site.ts';

/** Where the promise of a function goes. */
export type Destiny =
  /** To these calls, which give it. */
  | { readonly to: 'calls'; readonly sites: readonly Site[] }
  /** To nobody: the callback of a `forEach`, a list of promises that is not waited for. */
  | { readonly to: 'nobody'; readonly because: 'forEach' | 'list' }
  | { readonly to: 'unknown' };

const UNKNOWN: Destiny = { to: 'unknown' };

/** Where the promise of the function goes in which a send stands that it waits for. */
export function destinyOf(model: ProjectModel, file: FileFacts, fn: number): Destiny {
  const fact = file.functions[fn];
  if (!fact || fact.kind === 'module') return UNKNOWN;
  if (fact.passedTo) return runsInside(model, file, fn, fact.passedTo.call) ? { to: 'calls', sites: [{ file, call: fact.passedTo.call }] } : ofCallback(model, file, fact.passedTo);
  const target = functionAt(model, file, fn);
  if (!target || !onlySends(model, target)) return UNKNOWN;
  return { to: 'calls', sites: model.linker.callersOf(target).map(({ file: from, call }) => ({ file: from, call })) };
}

export function functionAt({ linker }: ProjectModel, file: FileFacts, fn: number): FunctionEntity | undefined {
  const fact = file.functions[fn];
  if (!fact) return undefined;
  const { self, parent } = linker.openFrame(file, fn);
  return { is: 'function', file, fn, fact, frame: parent ?? linker.openFrame(file, 0), ...(self?.[0] && { self: self[0] }) };
}

/** A function that sends, and besides changes nothing: dropping its promise drops the send. */
export function onlySends(model: ProjectModel, target: FunctionEntity): boolean {
  const flow = model.flowOf(target);
  return sends(flow) && !doesMore(flow);
}

const sends = somewhere((node) => node.do === 'send');

const doesMore = somewhere((node) => {
  if ((node.do === 'unknown' && !isValue(node)) || node.do === 'settle') return true;
  return node.do === 'effect' && isWork(node) && node.effect.class !== 'publish';
});

/** `list.slice(…)` of a list nobody knows, of which a later `map` makes the promises. */
function isValue({ call: { file, call }, outcome }: UnknownNode): boolean {
  const fact = file.calls[call];
  return outcome.kept && fact !== undefined && asksValue(fact);
}

/** It changes something; telemetry does not count. */
export function isWork(node: EffectNode): boolean {
  return changesSomething(node) && node.effect.kind !== 'observability' && node.effect.kind !== 'analytics';
}

/** Does the project's function that is given this one run it, and wait for it: `withSpan('send', async () => …)`? */
function runsInside(model: ProjectModel, file: FileFacts, fn: number, call: number): boolean {
  const fact = file.calls[call];
  const callees = fact ? model.linker.evaluate(fact.callee, model.linker.openFrame(file, fact.fn)) : [];
  if (!fact || !callees.some(({ is }) => is === 'function')) return false;
  const around = functionAt(model, file, fact.fn);
  const entered = around && occurrencesIn(model.flowOf(around)).find(({ node }) => isCall(node, file, call) && 'body' in node);
  if (entered?.node.do !== 'enter') return false;
  return occurrencesIn(entered.node.body).some(({ node, levels }) => {
    if ((node.do !== 'enter' && node.do !== 'callback') || node.target.file !== file || node.target.fn !== fn) return false;
    return [node, ...levels.flatMap(({ container }) => (container ? [container] : []))].every(isWaitedFor);
  });
}

function isCall(node: FlowNode, file: FileFacts, call: number): boolean {
  return 'call' in node && node.call.file === file && node.call.call === call;
}

function isWaitedFor(node: FlowNode): boolean {
  if (node.do !== 'enter' && node.do !== 'callback') return true;
  return !node.detached && (node.outcome.kind === 'awaited' || node.outcome.kind === 'returned');
}

function ofCallback(model: ProjectModel, file: FileFacts, { call, path }: { readonly call: number; readonly path: readonly (number | string)[] }): Destiny {
  const fact = file.calls[call];
  if (fact?.callee.kind !== 'member' || path.length !== 1) return UNKNOWN;
  const { name, of } = fact.callee;
  if (name === 'then' || name === 'catch' || name === 'finally') return { to: 'calls', sites: [{ file, call }] };
  if (!['forEach', 'map', 'flatMap'].includes(name) || of.kind === 'super') return UNKNOWN;
  // Lists of the language; `forEach` of another package's cursor may well wait, if somebody waits for it.
  const owners = model.linker.evaluate(of, model.linker.openFrame(file, fact.fn));
  if (owners.some(({ is }) => is === 'instance' || is === 'class' || is === 'module')) return UNKNOWN;
  // Whatever another package makes of its callbacks: nobody waits for what is dropped.
  if (owners.some(({ is }) => is === 'external') && !isData(file, of) && (fact.use.as !== 'dropped' || fact.use.awaited)) return UNKNOWN;
  if (name === 'forEach') return { to: 'nobody', because: 'forEach' };
  const lost = isListLost(file, call);
  if (lost === undefined) return UNKNOWN;
  return lost ? { to: 'nobody', because: 'list' } : { to: 'calls', sites: [{ file, call }] };
}

