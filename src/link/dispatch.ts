import type { FileFacts, Use } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { callsWithin } from './calls-within.ts';
import type { LinkedConsumer } from './consumers.ts';
import { type FunctionEntity, locationOf } from './entity.ts';
import { frameWithin, functionsOf, isWithin, wrappedHandler } from './handler.ts';
import type { Frame } from './frame.ts';
import type { Linker } from './linker.ts';
import { firstOf, pathInMessage } from './message-path.ts';
import { namedHandlers } from './named-handlers.ts';

/** Parts of a callee that are followed back to the message. */
const DEEPEST = 10;

/**
 * The handlers a consumer picks by something in the message: `handlers[job.name](job)`,
 * `new tasks[name]().perform(props)`. Each is a logical consumer of its own.
 */
export function dispatchedConsumers(linker: Linker, consumer: LinkedConsumer): readonly LinkedConsumer[] {
  const { handler } = consumer;
  if (!handler) return [];
  const { file } = handler;
  for (const call of callsWithin(file, handler.fn)) {
    if (call.kind !== 'call' || call.arguments.length === 0 || !isWholeWork(call.use)) continue;
    const key = pickedBy(file, call.callee, handler.fn, 0);
    if (!key) continue;
    const targets = distinct(functionsOf(linker, linker.evaluate(call.callee, frameWithin(linker, handler, call.fn))));
    if (targets.length < 2) continue;
    const names = namesIn(linker, handler, call.callee, frameWithin(linker, handler, call.fn));
    return targets.map((target) => caseOf(consumer, target, wrappedHandler(linker, target), key, names.get(keyOf(target))));
  }
  return [];
}

/** What is picked to compute something for the handler is no handler: its value would be used. */
function isWholeWork({ as }: Use): boolean {
  return as === 'dropped' || as === 'voided' || as === 'returned';
}

function distinct(targets: readonly FunctionEntity[]): readonly FunctionEntity[] {
  const seen = new Map<string, FunctionEntity>();
  for (const target of targets) {
    const self = target.self?.is === 'instance' ? `${target.self.of.file.file}#${String(target.self.of.cls)}` : '';
    const key = `${target.file.file}#${String(target.fn)}${self}`;
    if (!seen.has(key)) seen.set(key, target);
  }
  return [...seen.values()];
}

/** The names that the registry itself gives to its functions: `{ [JobName.Charge]: charge }`. */
function namesIn(linker: Linker, { file, fn }: FunctionEntity, callee: Value, frame: Frame): ReadonlyMap<string, string> {
  let at = callee;
  while (at.kind === 'binding') {
    const binding = file.bindings[at.binding];
    const [only] = binding?.values ?? [];
    if (!binding || !only || !isWithin(file, binding.fn, fn)) return new Map();
    at = only;
  }
  if (at.kind !== 'element') return new Map();
  return new Map(namedHandlers(linker, linker.evaluate(at.of, frame), {}).map(({ name, handler }) => [keyOf(handler), name]));
}

function keyOf({ file, fn }: FunctionEntity): string {
  return `${file.file}#${String(fn)}`;
}

function caseOf(consumer: LinkedConsumer, registered: FunctionEntity, handler: FunctionEntity, key: readonly string[], name: string | undefined): LinkedConsumer {
  const cls = registered.self?.is === 'instance' || registered.self?.is === 'class' ? registered.self : undefined;
  const owner = cls?.is === 'instance' ? cls.of : cls;
  const at = owner ? locationOf(owner.file, owner.fact.nameSpan) : locationOf(handler.file, handler.fact.span);
  const job = owner?.fact.name ?? name ?? handler.fact.name;
  return {
    ...consumer,
    at,
    registered,
    handler,
    ...(job !== undefined && { job, picked: { name: name ?? job, key } }),
    trail: [...consumer.trail, consumer.at],
    ofMessages: false,
  };
}

/** Where in the message the key stands by which a callee comes out of a registry; `undefined`: it does not. */
function pickedBy(file: FileFacts, value: Value, handler: number, depth: number): readonly string[] | undefined {
  if (depth > DEEPEST) return undefined;
  switch (value.kind) {
    case 'member':
      return pickedBy(file, value.of, handler, depth + 1);
    case 'element':
      return pathInMessage(file, value.key, handler, depth + 1);
    case 'binding': {
      const binding = file.bindings[value.binding];
      return binding && isWithin(file, binding.fn, handler) ? firstOf(binding.values, (each) => pickedBy(file, each, handler, depth + 1)) : undefined;
    }
    case 'call': {
      const call = file.calls[value.call];
      if (!call) return undefined;
      const [first] = call.arguments;
      const asked = call.callee.kind === 'member' && call.callee.name === 'get' && first !== undefined && first.kind !== 'spread' ? pathInMessage(file, first, handler, depth + 1) : undefined;
      return asked ?? pickedBy(file, call.callee, handler, depth + 1);
    }
    case 'choice':
      return firstOf(value.of, (each) => pickedBy(file, each, handler, depth + 1));
    default:
      return undefined;
  }
}
