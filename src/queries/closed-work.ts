import { isBeyond } from '../link/cuts.ts';
import { type Entity, type FunctionEntity, locationOf } from '../link/entity.ts';
import { type Frame, makeFrame } from '../link/frame.ts';
import { handlerArguments } from '../link/handler-arguments.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { Broker } from '../model/broker.ts';
import type { Step } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { isClosedCall, isClosedFunction, saysNothing } from './closed/calls.ts';
import { isWrapped, readsWorkingGetter, stepsIn } from './closed/parts.ts';
import { isOwnVariable, isPlain, rootOf } from './closed/plain-data.ts';
import type { ClosedWork, Walk } from './closed/walk.ts';

export type { ClosedSend, ClosedWork } from './closed/walk.ts';

/** Functions entered inside each other: below it nothing is closed. */
const DEEPEST = 12;

/** What a handler does; `undefined`: it calls something nobody can look into, or that does more. */
export function closedWorkOf(model: ProjectModel, consumer: Consumer): ClosedWork | undefined {
  return consumer.registered && closedWork(model, consumer.broker, consumer.registered, handlerArguments(model.linker, consumer));
}

/** The same of any function that a messaging library calls. */
export function closedWork(
  model: ProjectModel,
  broker: Broker,
  target: FunctionEntity,
  given?: readonly (readonly Entity[])[],
): ClosedWork | undefined {
  const work: ClosedWork = { sends: [], logs: [], memory: [], throws: false, answers: false };
  const walk: Walk = { model, broker, work, top: target, stack: [], repeated: false, enter };
  const { file, fn, self } = target;
  const frame = makeFrame({ file, fn, parent: target.frame, ...(self && { self: [self] }), ...(given && { arguments: { given } }) });
  return enter(walk, target, frame) ? work : undefined;
}

function enter(walk: Walk, target: FunctionEntity, frame: Frame): boolean {
  const { file, fn, fact, bound = [] } = target;
  const key = `${file.file}#${String(fn)}`;
  if (isBeyond(walk.stack.length + 1, DEEPEST, file, fn, `what this does for a handler that enters more than ${String(DEEPEST)} functions inside each other`)) return false;
  if (walk.stack.includes(key) || fact.generator || bound.length > 0) return false;
  if (isWrapped(walk.model, walk.broker, target) || readsWorkingGetter(walk.model, target)) return false;
  const inner: Walk = { ...walk, stack: [...walk.stack, key] };
  const steps = stepsIn(fact.body);
  const again = new Set(steps.flatMap(({ step, repeated }) => (repeated && step.do === 'call' ? [step.call] : [])));
  return (
    steps.every(({ step }) => isClosedStep(inner, step, frame)) &&
    file.calls.every(({ fn: own, kind }, call) => {
      if (own !== fn || kind === 'decorator') return true;
      return isClosedCall(again.has(call) ? { ...inner, repeated: true } : inner, { file, call, frame });
    })
  );
}

function isClosedStep(walk: Walk, step: Step, frame: Frame): boolean {
  switch (step.do) {
    case 'throw':
      walk.work.throws = true;
      return true;
    case 'return':
      if (walk.stack.length === 1 && isAnswer(walk, step.value, frame)) walk.work.answers = true;
      return true;
    case 'write':
      return isClosedWrite(walk, step, frame);
    case 'try':
      return step.handlerFunction === undefined || isClosedFunction(walk, step.handlerFunction, frame);
    default:
      return true;
  }
}

/** A value that says something; what a log or a send gives says nothing. */
function isAnswer({ model }: Walk, value: Value | undefined, frame: Frame): boolean {
  if (value === undefined || value.kind === 'undefined' || value.kind === 'literal') return false;
  const call = value.kind === 'call' ? frame.file.calls[value.call] : undefined;
  return !call || !saysNothing(model, call, frame);
}

function isClosedWrite(walk: Walk, { target, span }: Extract<Step, { do: 'write' }>, frame: Frame): boolean {
  if (isOwnVariable(target, frame)) return true;
  const root = rootOf(target);
  if (root.kind !== 'this' && root.kind !== 'binding') return false;
  if (root.kind === 'binding' && target !== root && !isPlain(walk, root, frame)) return false;
  walk.work.memory.push(locationOf(frame.file, span));
  return true;
}
