import type { FileFacts, Step } from '../model/file-facts.ts';
import type { OperationValue, Value } from '../model/value.ts';
import type { CallReference, Entity } from './entity.ts';
import type { Frame } from './frame.ts';
import type { Linker } from './linker.ts';
import { writtenAt } from './written.ts';

/** A condition a step stands under, and what it has to be for the step to run. */
interface Under {
  readonly condition: Value;
  readonly holds: boolean;
}

/** Does a call stand under a condition that is certainly not so in this frame? `if (job.hasPriority()) consume(…)`. */
export function isRuledOut(linker: Linker, { file, call, frame }: CallReference): boolean {
  const fact = file.calls[call];
  const body = fact && file.functions[fact.fn]?.body;
  if (!body) return false;
  return (pathTo(file, body, call) ?? []).some(({ condition, holds }) => truthOf(linker, condition, frame) === !holds);
}

function pathTo(file: FileFacts, steps: readonly Step[], call: number): readonly Under[] | undefined {
  for (const step of steps) {
    const found = pathThrough(file, step, call);
    if (found) return found;
  }
  return undefined;
}

function pathThrough(file: FileFacts, step: Step, call: number): readonly Under[] | undefined {
  switch (step.do) {
    case 'call':
      return step.call === call ? [] : undefined;
    case 'if': {
      const then = pathTo(file, step.then, call);
      if (then) return [{ condition: step.condition, holds: true }, ...then];
      const otherwise = pathTo(file, step.else, call);
      return otherwise && [{ condition: step.condition, holds: false }, ...otherwise];
    }
    case 'loop':
      return pathTo(file, step.body, call);
    case 'try':
      return pathTo(file, [...step.body, ...(step.handler ?? []), ...(step.finalizer ?? [])], call);
    case 'switch':
      return pathTo(file, step.cases.flatMap(({ steps }) => steps), call);
    default:
      return undefined;
  }
}

/** What a condition is, where everything it may be says the same. */
export function truthOf(linker: Linker, condition: Value, frame: Frame): boolean | undefined {
  switch (condition.kind) {
    case 'operation':
      return truthOfOperation(linker, condition, frame);
    case 'choice': {
      const truths = condition.of.map((part) => truthOf(linker, part, frame));
      if (condition.op === '&&') return truths.includes(false) ? false : allOf(truths);
      return condition.op === '||' && truths.includes(true) ? true : allOf(truths);
    }
    case 'binding': {
      // `const fifo = options.fifo === true`
      const { kind, values } = frame.file.bindings[condition.binding] ?? { kind: 'let', values: [] };
      const [only, ...others] = values;
      if (kind === 'const' && only?.kind === 'operation' && others.length === 0) return truthOf(linker, only, frame);
      return truthOfContents(linker, condition, frame);
    }
    case 'literal':
    case 'undefined':
    case 'parameter':
    case 'member':
    case 'call':
      return truthOfContents(linker, condition, frame);
    default:
      return undefined;
  }
}

function truthOfContents(linker: Linker, value: Value, frame: Frame): boolean | undefined {
  const contents = contentOf(linker, value, frame);
  return contents && allOf(contents.map(truthOfContent));
}

function allOf([first, ...others]: readonly (boolean | undefined)[]): boolean | undefined {
  return others.every((each) => each === first) ? first : undefined;
}

function truthOfOperation(linker: Linker, { op, of }: OperationValue, frame: Frame): boolean | undefined {
  const [left, right] = of;
  if (op === '!') {
    const inner = left && truthOf(linker, left, frame);
    return inner === undefined ? undefined : !inner;
  }
  if (!left || !right || (op !== '===' && op !== '!==')) return undefined;
  const [one, other] = [contentOf(linker, left, frame), contentOf(linker, right, frame)];
  if (one?.length !== 1 || other?.length !== 1 || [one[0], other[0]].some((each) => each === null || each === OBJECT)) return undefined;
  return (one[0] === other[0]) === (op === '===');
}

/** A constant, or some object. */
type Content = string | number | boolean | null | undefined | typeof OBJECT;

const OBJECT = Symbol('an object');

/** All that a value may be, if it is written in the program. */
function contentOf(linker: Linker, value: Value, frame: Frame): readonly Content[] | undefined {
  const entities = written(linker, value, frame);
  if (entities === undefined) return undefined;
  const contents = entities.flatMap((entity): readonly Content[] => {
    // A variable without a value gets one later.
    if (entity.is === 'constant') return entity.value === undefined && value.kind === 'binding' ? [null] : [entity.value];
    if (OBJECTS.has(entity.is) || (entity.is === 'external' && entity.from === 'new')) return isFilledLater(value, frame) ? [] : [OBJECT];
    const [only, more] = entity.is === 'text' ? entity.parts : [];
    return typeof only === 'string' && more === undefined ? [only] : [];
  });
  return contents.length === entities.length ? contents : undefined;
}

const OBJECTS: ReadonlySet<Entity['is']> = new Set(['object', 'list', 'record', 'function', 'class', 'instance']);

/** Options that a call gives hold what is written there, or nothing. An object that lives on may be filled later. */
function written(linker: Linker, value: Value, frame: Frame): readonly Entity[] | undefined {
  if (value.kind === 'member' && isGiven(frame.file, value.of)) {
    const owners = linker.evaluate(value.of, frame);
    if (owners.length > 0 && owners.every((owner) => owner.is === 'object' && (owner.writes ?? []).length === 0)) {
      const member = writtenAt(linker, owners, value.name);
      if (member === undefined) return [{ is: 'constant', value: undefined }];
      return member === 'unknown' || member.perhaps ? undefined : member.entities;
    }
  }
  const entities = linker.evaluate(value, frame);
  return entities.length > 0 ? entities : undefined;
}

function isGiven(file: FileFacts, value: Value): boolean {
  if (value.kind === 'member') return isGiven(file, value.of);
  const binding = value.kind === 'binding' ? file.bindings[value.binding] : undefined;
  return value.kind === 'parameter' || binding?.kind === 'parameter' || (binding?.kind === 'const' && binding.values.every((each) => each.kind === 'member' && isGiven(file, each)));
}

/** `let client; … if (!client) client = new Client()`, fields and what calls give likewise: what it is in the end says nothing of a moment before. */
function isFilledLater(value: Value, { file }: Frame): boolean {
  if (value.kind === 'binding') return file.bindings[value.binding]?.kind !== 'const';
  return value.kind === 'call' || (value.kind === 'member' && value.of.kind === 'this');
}

/** Texts and numbers come from settings in the end, and `null` is filled later: what is said as yes or no is certain, an object, and what is left out. */
function truthOfContent(content: Content): boolean | undefined {
  if (content === OBJECT) return true;
  return typeof content === 'boolean' || content === undefined ? Boolean(content) : undefined;
}
