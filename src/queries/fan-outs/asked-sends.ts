import { callLocation } from '../../link/call-location.ts';
import type { Entry } from '../../link/entries/entry.ts';
import { isBeyond } from '../../link/cuts.ts';
import type { LinkedProducer } from '../../link/producers.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { MessagingSystem } from '../../model/broker.ts';
import type { FileFacts, Step } from '../../model/file-facts.ts';
import type { Location } from '../../model/location.ts';
import type { Argument, Value } from '../../model/value.ts';
import { someWithin } from '../../link/some-within.ts';
import { isTogether } from './fan-outs.ts';
import { limitsConcurrency } from './limits-concurrency.ts';

/** A request sends one message for every element of a list it brings, all at once. */
export interface AskedSends {
  readonly entry: Entry;
  /** The call that goes over the list. */
  readonly at: Location;
  readonly producer: LinkedProducer;
}

/** Systems whose libraries send many messages in one round trip: `addBulk`, `SendMessageBatch`, `PublishBatch`, `PutEvents`, `sendBatch` in their tables. */
const SEND_MANY: ReadonlySet<MessagingSystem> = new Set(['bullmq', 'bull', 'aws_sqs', 'aws_sns', 'aws_eventbridge', 'cloudflare_queues']);

/** Frameworks whose handlers are given what was sent as it is, unless the project checks it. */
const UNCHECKED = new Set(['express', 'koa']);

/** Packages that check requests in front of their handlers. */
const VALIDATORS = /^(express-openapi-validator|express-validator|celebrate|koa-joi-router)$/;

/**
 * Every such request whose handler alone decides: its own parameter holds the list, it looks at no length, and it gives
 * what came to nobody who could.
 */
export function askedSends(model: ProjectModel): readonly AskedSends[] {
  const producers = model.producers.filter(({ broker }) => SEND_MANY.has(broker.system));
  if (producers.length === 0 || [...model.linker.files.values()].some(({ imports }) => imports.some((name) => VALIDATORS.test(name)))) return [];
  return producers.flatMap((producer): readonly AskedSends[] => {
    const { file } = producer;
    const call = file.functions[file.calls[producer.call]?.fn ?? 0]?.passedTo?.call;
    const fact = call === undefined ? undefined : file.calls[call];
    if (call === undefined || fact?.callee.kind !== 'member' || fact.callee.name !== 'map' || !isTogether(file, fact.use)) return [];
    const entry = model.entries.find(({ kind, before, handler }) => UNCHECKED.has(kind) && before.length === 0 && handler.file === file && handler.fn === fact.fn);
    if (!entry || limitsConcurrency(file, fact.fn) || !isBrought(file, fact.fn, fact.callee.of) || looksAt(file, fact.fn, call)) return [];
    return [{ entry, at: callLocation({ file, call }), producer }];
  });
}

/** Variables and members behind each other that are followed. */
const DEEPEST = 8;

/** `request.body.images`, at once or by way of variables. */
function isBrought(file: FileFacts, fn: number, value: Value, depth = 0): boolean {
  if (value.kind === 'binding') return isOnly(file, value.binding, depth, (each) => isBrought(file, fn, each, depth + 1));
  if (value.kind !== 'member') return false;
  return (value.name === 'body' && isRequest(file, fn, value.of, depth)) || isBrought(file, fn, value.of, depth);
}

/** The first parameter of the handler, or the `request` in it. */
function isRequest(file: FileFacts, fn: number, value: Value, depth: number): boolean {
  if (value.kind === 'binding') return isOnly(file, value.binding, depth, (each) => isRequest(file, fn, each, depth + 1));
  if (value.kind === 'member') return value.name === 'request' && isRequest(file, fn, value.of, depth);
  return value.kind === 'parameter' && value.fn === fn && value.index === 0;
}

/** Is the one value that a variable ever has like this? */
function isOnly(file: FileFacts, binding: number, depth: number, is: (value: Value) => boolean): boolean {
  const { fn, values = [], writes = [] } = file.bindings[binding] ?? {};
  const [only, ...others] = values;
  if (only === undefined || others.length > 0 || writes.length > 0) return false;
  return !isBeyond(depth + 1, DEEPEST, file, fn ?? 0, `what a request brings, behind more than ${String(DEEPEST)} variables`) && is(only);
}

/** Does the handler ask how long anything is, or give what the request brought to a function that may? */
function looksAt(file: FileFacts, fn: number, own: number): boolean {
  const isFromRequest = (value: Argument): boolean => someWithin(file, value, (each) => each.kind === 'parameter' && each.fn === fn && each.index === 0);
  const givesAway = file.calls.some((fact, call) => call !== own && fact.fn === fn && fact.use.as !== 'receiver' && fact.arguments.some((argument) => argument.kind !== 'function' && argument.kind !== 'object' && !isOwnCall(argument, own) && isFromRequest(argument)));
  return givesAway || asksLength(file, file.functions[fn]?.body ?? []);
}

function isOwnCall(argument: Argument, own: number): boolean {
  return argument.kind === 'call' && argument.call === own;
}

function asksLength(file: FileFacts, steps: readonly Step[]): boolean {
  return steps.some((step) => {
    if (step.do === 'if') return someWithin(file, step.condition, (value) => value.kind === 'member' && value.name === 'length') || asksLength(file, step.then) || asksLength(file, step.else);
    return step.do === 'try' && asksLength(file, step.body);
  });
}
