import { callArguments } from '../../link/arguments/call-arguments.ts';
import type { CallReference, Entity, ExternalEntity } from '../../link/entity.ts';
import type { Flow, FlowNode, TryNode } from '../../link/flow.ts';
import { isWithin } from '../../link/handler.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { CallFact, FileFacts, FunctionFact, Step, TryStep } from '../../model/file-facts.ts';
import type { Span } from '../../model/location.ts';
import type { Value } from '../../model/value.ts';
import { somewhere } from '../somewhere.ts';
import { asksValue } from './asks-value.ts';
import { isWork } from './destiny.ts';
import type { Site } from './site.ts';

/**
 * Does a `catch` that goes on keep the failure of a send to itself? Logs and metrics count for nothing: whoever sends
 * cannot read them. Anything else that could tell somebody, or try again, makes the answer no.
 */
export function tellsNobody(model: ProjectModel, site: Site, step: TryStep, node: TryNode): boolean {
  return !doesMoreBesideSends(bodyBeside(node, site)) && keepsToItself(model, site, step, node);
}

/** The same, whatever else the body does. */
export function keepsToItself(model: ProjectModel, site: Site, step: TryStep, node: TryNode): boolean {
  const { file } = site;
  if (doesMore(node.handler ?? [])) return false;
  if (marks(file, step) || leavesLoop(file, site, step)) return false;
  return handlerCalls(model, site, step).every((call) => isAside(model, call));
}

/** Does it change anything? Then the failure is written down, or its place in the data tells what was not sent. */
const doesMore = somewhere((node) => node.do === 'send' || doesMoreThanSend(node) || (node.do === 'effect' && isWork(node)));

const doesMoreBesideSends = somewhere(doesMoreThanSend);

function doesMoreThanSend(node: FlowNode): boolean {
  return node.do === 'unknown' || node.do === 'settle' || (node.do === 'effect' && isWork(node) && node.effect.class !== 'publish');
}

function bodyBeside({ body }: TryNode, { file, call }: Site): Flow {
  return body.filter((node) => !('call' in node) || node.call.file !== file || node.call.call !== call);
}

/** Is anything written, in the body or in the handler, that is seen outside: `sent = true`, `failed.push(id)`? */
function marks(file: FileFacts, { body, handler, span, handlerSpan }: TryStep): boolean {
  if (writesIn(handler ?? []) || writesIn(body)) return true;
  const isGuarded = (each: Span): boolean => isInside(each, span) || (handlerSpan !== undefined && isInside(each, handlerSpan));
  return file.bindings.some(
    ({ span: own, writes = [], assignedAt = [] }) => !isGuarded(own) && (assignedAt.some(isGuarded) || writes.some((write) => isGuarded(write.span))),
  );
}

function writesIn(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    switch (step.do) {
      case 'write':
        return true;
      case 'if':
        return writesIn(step.then) || writesIn(step.else);
      case 'loop':
        return writesIn(step.body);
      case 'switch':
        return step.cases.some(({ steps: inner }) => writesIn(inner));
      case 'try':
        return writesIn(step.body) || writesIn(step.handler ?? []);
      default:
        return false;
    }
  });
}

function isInside(inner: Span, outer: Span): boolean {
  return inner[0] >= outer[0] && inner[1] <= outer[1];
}

/** `for (;;) { try { await send(); return; } catch { … } }` tries again. */
function leavesLoop(file: FileFacts, { call }: Site, step: TryStep): boolean {
  const fact = file.functions[file.calls[call]?.fn ?? 0];
  return fact !== undefined && step.body.some(({ do: how }) => how === 'return' || how === 'break') && isInLoop(fact.body, step);
}

function isInLoop(steps: FunctionFact['body'], wanted: TryStep): boolean {
  return steps.some((step) => {
    if (step.do === 'loop') return holds(step.body, wanted);
    if (step.do === 'if') return isInLoop(step.then, wanted) || isInLoop(step.else, wanted);
    if (step.do === 'try') return isInLoop(step.body, wanted) || isInLoop(step.handler ?? [], wanted);
    return false;
  });
}

function holds(steps: readonly Step[], wanted: Step): boolean {
  return steps.some((step) => {
    if (step === wanted) return true;
    if (step.do === 'if') return holds(step.then, wanted) || holds(step.else, wanted);
    if (step.do === 'loop') return holds(step.body, wanted);
    if (step.do === 'try') return holds(step.body, wanted) || holds(step.handler ?? [], wanted);
    return false;
  });
}

/** The calls a handler makes, in nested functions as well. */
function handlerCalls({ linker }: ProjectModel, { file, call }: Site, { handlerSpan, handlerFunction }: TryStep): readonly CallReference[] {
  if (!handlerFunction) return callsInside(file, handlerSpan).map((each) => referenceTo(linker, file, each));
  const frame = linker.openFrame(file, file.calls[call]?.fn ?? 0);
  return linker.evaluate(handlerFunction, frame).flatMap((entity): readonly CallReference[] => {
    if (entity.is !== 'function') return [];
    const own = [...entity.file.calls.keys()].filter((each) => isWithin(entity.file, entity.file.calls[each]?.fn ?? 0, entity.fn));
    return own.map((each) => referenceTo(linker, entity.file, each));
  });
}

function callsInside(file: FileFacts, span: Span | undefined): readonly number[] {
  return span ? [...file.calls.keys()].filter((each) => isInside(file.calls[each]?.span ?? [0, 0], span)) : [];
}

function referenceTo(linker: ProjectModel['linker'], file: FileFacts, call: number): CallReference {
  return { file, call, frame: linker.openFrame(file, file.calls[call]?.fn ?? 0) };
}

/** A log line, a metric, a conversion: nothing that the sender or anybody waiting gets to know. */
function isAside(model: ProjectModel, reference: CallReference): boolean {
  const fact = reference.file.calls[reference.call];
  if (!fact) return true;
  const entities = model.linker.evaluate(fact.callee, reference.frame);
  const told = entities.filter((entity) => entity.is !== 'open' && entity.is !== 'unknown');
  if (told.length === 0) return isLogLine(reference.file, fact) || asksValue(fact);
  return told.every((entity) => isAsideEntity(model, fact, entity, reference));
}

function isAsideEntity(model: ProjectModel, fact: CallFact, entity: Entity, reference: CallReference): boolean {
  switch (entity.is) {
    case 'function':
      return !doesMore(model.flows.flowOf(entity));
    case 'external':
      return isAsideCall(model, fact, entity, reference);
    case 'class':
      return true;
    case 'text':
    case 'constant':
    case 'list':
    case 'record':
    case 'object':
      return true;
    default:
      return isLogLine(reference.file, fact);
  }
}

/** Parts of the language that only make a value. */
const VALUES = new Set(['console', 'JSON', 'String', 'Number', 'Boolean', 'Object', 'Array', 'Date', 'Math', 'Error', 'Map', 'Set', 'performance', 'globalThis']);

/** Modules of Node that only make a value: `util.inspect(error)`. */
const VALUE_MODULES = /^(?:node:)?(?:util|path|url|querystring)$/;

function isAsideCall({ linker, flows }: ProjectModel, fact: CallFact, callee: ExternalEntity, reference: CallReference): boolean {
  let root = callee;
  while (root.of) root = root.of;
  if (VALUE_MODULES.test(root.package)) return true;
  if (root.package === 'global') return VALUES.has(root.name) || root.name.endsWith('Error');
  const key = linker.names.keyOf(callee, fact.kind === 'new');
  const effect = flows.effects.effectOf(callee.package, key, callee.name, callArguments(linker, flows.effects, reference));
  if (effect) return ['observability', 'analytics', 'computation', 'identifier'].includes(effect.kind);
  return isLogLine(reference.file, fact);
}

const LEVELS = new Set(['trace', 'debug', 'verbose', 'info', 'log', 'notice', 'warn', 'warning', 'error', 'fatal', 'critical']);

/** A level of a logger that was handed in, of which nothing but the name tells what it is. */
function isLogLine(file: FileFacts, { callee }: CallFact): boolean {
  return callee.kind === 'member' && LEVELS.has(callee.name) && /log/i.test(nameOf(file, callee.of));
}

function nameOf(file: FileFacts, value: Value | { readonly kind: 'super' }): string {
  switch (value.kind) {
    case 'member':
      return value.name;
    case 'binding':
      return file.bindings[value.binding]?.name ?? '';
    case 'import':
    case 'global':
      return value.name;
    case 'call':
      return nameOf(file, file.calls[value.call]?.callee ?? { kind: 'undefined' });
    default:
      return '';
  }
}
