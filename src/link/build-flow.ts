import type { Broker, ProducerPattern, SettlementPattern } from '../model/broker.ts';
import type { EffectReader } from '../model/effect.ts';
import type { Step } from '../model/file-facts.ts';
import { withAlternatives } from './alternatives.ts';
import { callNodes } from './call-flow.ts';
import type { Entity, FunctionEntity } from './entity.ts';
import { argumentKey } from './entity-key.ts';
import type { Flow, FlowNode } from './flow.ts';
import { type Frame, makeFrame } from './frame.ts';
import { functionsOf } from './handler.ts';
import type { Linker } from './linker.ts';
import { cutAt, nameOf } from './cuts.ts';

export interface FlowInput {
  readonly linker: Linker;
  readonly effects: EffectReader;
  readonly producers: ReadonlyMap<string, readonly Table<ProducerPattern>[]>;
  readonly settlements: ReadonlyMap<string, readonly Table<SettlementPattern>[]>;
}

export interface Table<Pattern> {
  readonly broker: Broker;
  readonly pattern: Pattern;
}

/** Builds flows, each function once for each way it is called that makes a difference. */
export interface FlowBuilder extends FlowInput {
  /** What a function does when called with these arguments; without: whatever it is called with. */
  flowOf(target: FunctionEntity, given?: readonly (readonly Entity[])[]): Flow;
  /** Functions built so far: what has been spent. */
  readonly built: number;
}

/** Functions entered inside each other. */
const DEEPEST = 40;
/** Ways of calling one function that are told apart, beside the functions it is given. */
const MOST_VARIANTS = 8;
/** Functions built in all: above it, functions are no longer told apart by how they are called. */
const MOST_BUILT = 60_000;
/** Functions built for one question: above it, what is entered stays empty. */
const MOST_AT_ONCE = 10_000;

interface Building {
  readonly depth: number;
  /** The outermost function in progress that this one led back to. */
  lowest: number;
  /** One that it entered led back to it. */
  recursive: boolean;
}

/** The flow of a function that led back to one in progress: good enough until that one is done. */
interface Unfinished {
  readonly flow: Flow;
  readonly lowest: number;
}

export function createFlowBuilder(input: FlowInput): FlowBuilder {
  const done = new Map<string, Flow>();
  const variants = new Map<string, number>();
  const stack = new Map<string, number>();
  const building: Building[] = [];
  const unfinished = new Map<string, Unfinished>();
  let built = 0;
  let startedAt = 0;
  let notedAt = -1;

  const builder: FlowBuilder = {
    ...input,
    get built() {
      return built;
    },
    flowOf(target, given) {
      const { linker } = input;
      const self = target.self ? argumentKey(linker, [target.self]) : '';
      const base = `${target.file.file}#${String(target.fn)}@${String(target.frame.id)}${self}`;
      const keys = given?.map((entities) => argumentKey(linker, entities)) ?? [];
      if (!given || keys.every((key) => key === '')) return build(base, target, undefined);
      const variant = `${base}(${keys.join(',')})`;
      if (!done.has(variant) && !stack.has(variant)) {
        const functions = `${base}(${keys.filter((key) => key.startsWith('f')).join(',')})`;
        const count = variants.get(functions) ?? 0;
        if (count >= MOST_VARIANTS) return build(base, target, undefined);
        if (done.size > MOST_BUILT) {
          cutAt(target.file, target.fn, `how this is called makes no difference any more: more than ${String(MOST_BUILT)} functions were looked into`);
          return build(base, target, undefined);
        }
        variants.set(functions, count + 1);
      }
      return build(variant, target, given);
    },
  };

  /**
   * Bottom-up over the call graph. A function that led back to one still in progress is incomplete: it is kept only
   * while that one is in progress, so that functions that all call each other are built once for each asker outside.
   */
  const build = (key: string, target: FunctionEntity, given: readonly (readonly Entity[])[] | undefined): Flow => {
    const known = done.get(key);
    if (known) return known;
    const open = stack.get(key);
    if (open !== undefined) {
      leadBack(open);
      return [];
    }
    const partial = unfinished.get(key);
    if (partial) {
      leadBack(partial.lowest);
      return partial.flow;
    }
    if (building.length === 0) startedAt = built;
    if (building.length >= DEEPEST) {
      cutAt(target.file, target.fn, `what this does where more than ${String(DEEPEST)} functions are entered inside each other`);
      return [];
    }
    if (built - startedAt >= MOST_AT_ONCE) {
      noteUnread(target);
      return [];
    }
    built += 1;
    const own: Building = { depth: building.length, lowest: building.length, recursive: false };
    stack.set(key, own.depth);
    building.push(own);
    const frame = activation(target, given);
    const flow = stepsFlow(builder, target.fact.body, frame);
    // The flow keeps its frames for questions about conditions; what they remember can be found again.
    frame.memo.clear();
    frame.variables.clear();
    building.pop();
    stack.delete(key);
    if (own.lowest >= own.depth) done.set(key, flow);
    else unfinished.set(key, { flow, lowest: own.lowest });
    if (own.recursive) for (const [each, { lowest }] of unfinished) if (lowest >= own.depth) unfinished.delete(each);
    return flow;
  };

  /** Said once a question, where the first function is left out. */
  const noteUnread = ({ file, fn }: FunctionEntity): void => {
    if (startedAt === notedAt) return;
    notedAt = startedAt;
    cutAt(file, fn, `what ${nameOf(file, fn)} does: its caller enters more than ${String(MOST_AT_ONCE)} functions`);
  };

  const leadBack = (to: number): void => {
    for (const each of building) each.lowest = Math.min(each.lowest, to);
    const root = building[to];
    if (root) root.recursive = true;
  };

  return builder;
}

function activation(target: FunctionEntity, given: readonly (readonly Entity[])[] | undefined): Frame {
  return makeFrame({
    file: target.file,
    fn: target.fn,
    parent: target.frame,
    ...(target.self && { self: [target.self] }),
    ...(given && { arguments: { given: [...(target.bound ?? []), ...given] } }),
  });
}

/** The flow of a list of steps in a frame. */
export function stepsFlow(builder: FlowBuilder, steps: readonly Step[], frame: Frame): Flow {
  return withAlternatives(steps.flatMap((step) => stepNodes(builder, step, frame)), frame);
}

function stepNodes(builder: FlowBuilder, step: Step, frame: Frame): readonly FlowNode[] {
  switch (step.do) {
    case 'call':
      return callNodes(builder, { file: frame.file, call: step.call, frame });
    case 'if': {
      const then = stepsFlow(builder, step.then, frame);
      const otherwise = stepsFlow(builder, step.else, frame);
      if (then.length + otherwise.length === 0) return [];
      return [{ do: 'if', condition: step.condition, frame, then, else: otherwise, span: step.span }];
    }
    case 'switch': {
      const cases = step.cases.map(({ tests, steps, span }) => ({ tests, body: stepsFlow(builder, steps, frame), span }));
      return cases.every(({ body }) => body.length === 0) ? [] : [{ do: 'switch', on: step.on, frame, cases, span: step.span }];
    }
    case 'loop': {
      const body = stepsFlow(builder, step.body, frame);
      if (body.length === 0) return [];
      return [{ do: 'loop', ...(step.over && { over: step.over }), endless: step.endless, frame, body, span: step.span }];
    }
    case 'try':
      return tryNodes(builder, step, frame);
    case 'return':
    case 'throw':
      return [{ do: 'exit', how: step.do, ...(step.value && { value: step.value }), frame, span: step.span }];
    case 'break':
    case 'continue':
      return [{ do: 'exit', how: step.do, frame, span: step.span }];
    case 'write':
      return [];
  }
}

function tryNodes(builder: FlowBuilder, step: Extract<Step, { do: 'try' }>, frame: Frame): readonly FlowNode[] {
  const body = stepsFlow(builder, step.body, frame);
  const finalizer = step.finalizer && stepsFlow(builder, step.finalizer, frame);
  const { handler, opaque } = handlerFlow(builder, step, frame);
  if (body.length + (finalizer?.length ?? 0) === 0) return [];
  return [
    {
      do: 'try',
      body,
      ...(handler && { handler }),
      opaque,
      ...(finalizer && { finalizer }),
      promise: step.promise,
      frame,
      span: step.span,
      ...(step.handlerSpan && { handlerSpan: step.handlerSpan }),
      ...(step.rethrow && { rethrow: step.rethrow }),
    },
  ];
}

function handlerFlow(
  builder: FlowBuilder,
  step: Extract<Step, { do: 'try' }>,
  frame: Frame,
): { readonly handler?: Flow; readonly opaque: boolean } {
  if (step.handler) return { handler: stepsFlow(builder, step.handler, frame), opaque: false };
  if (!step.handlerFunction) return { opaque: false };
  const entities = builder.linker.evaluate(step.handlerFunction, frame);
  const [target] = functionsOf(builder.linker, entities);
  if (target) return { handler: builder.flowOf(target, [[]]), opaque: false };
  // `console.error` and a logger's method end the error; anything else may pass it on, above all what the handler was given: `done`.
  const isLog = entities.some((entity) => entity.is === 'external' && entity.from !== 'argument' && entity.from !== 'type' && (entity.of?.name === 'console' || isSilent(builder, entity.package)));
  return isLog ? { handler: [], opaque: false } : { opaque: true };
}

function isSilent({ effects }: FlowBuilder, packageName: string): boolean {
  return effects.knows(packageName);
}
