import type { FunctionEntity } from '../../link/entity.ts';
import { isOf } from '../../link/library-calls.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { Broker } from '../../model/broker.ts';
import type { FileFacts, Step } from '../../model/file-facts.ts';

export interface PlacedStep {
  readonly step: Step;
  /** Inside a loop. */
  readonly repeated: boolean;
}

/** Every step of a body, also those inside others. */
export function stepsIn(steps: readonly Step[], repeated = false): readonly PlacedStep[] {
  return steps.flatMap((step) => [{ step, repeated }, ...innerSteps(step).flatMap((inner) => stepsIn(inner, repeated || step.do === 'loop'))]);
}

function innerSteps(step: Step): readonly (readonly Step[])[] {
  switch (step.do) {
    case 'if':
      return [step.then, step.else];
    case 'switch':
      return step.cases.map(({ steps }) => steps);
    case 'loop':
      return [step.body];
    case 'try':
      return [step.body, step.handler ?? [], step.finalizer ?? []];
    default:
      return [];
  }
}

/** Do decorators of other packages stand on a method? They may do anything around it. */
export function isWrapped({ linker }: ProjectModel, broker: Broker, { file, fn, fact, frame }: FunctionEntity): boolean {
  const member = fact.cls === undefined ? undefined : file.classes[fact.cls]?.members.find((each) => each.fn === fn);
  return (member?.decorators ?? []).some((value) => {
    const entities = linker.evaluate(value, frame);
    return entities.length === 0 || !entities.every((entity) => entity.is === 'external' && isOf(broker, entity));
  });
}

const workingGetters = new WeakMap<ProjectModel, ReadonlySet<string>>();

/** Does a function read a property that some class of the project computes by calls? Reading it may do anything. */
export function readsWorkingGetter(model: ProjectModel, { file, fn, fact }: FunctionEntity): boolean {
  let getters = workingGetters.get(model);
  if (!getters) workingGetters.set(model, (getters = findGetters(model)));
  if (getters.size === 0) return false;
  const read = new Set<string>();
  collectMembers(fact.body, read);
  for (const call of file.calls) if (call.fn === fn) collectMembers([call.callee, call.arguments], read);
  return [...read].some((name) => getters.has(name));
}

function findGetters({ linker }: ProjectModel): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of linker.files.values()) {
    for (const { members } of file.classes) {
      for (const { kind, fn, name } of members) if ((kind === 'getter' || kind === 'setter') && fn !== undefined && doesSomething(file, fn)) names.add(name);
    }
  }
  return names;
}

function doesSomething(file: FileFacts, fn: number): boolean {
  return file.calls.some((call) => call.fn === fn) || (file.functions[fn]?.body.some((step) => step.do === 'write') ?? false);
}

function collectMembers(part: unknown, into: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  if ('kind' in part && part.kind === 'member' && 'name' in part && typeof part.name === 'string') into.add(part.name);
  for (const inner of Object.values(part)) collectMembers(inner, into);
}
