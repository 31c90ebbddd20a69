import type { InfrastructureFacts, PolicyResource, QueueResource, WrittenDeadLetter } from '../model/infrastructure.ts';
import { problemsOf } from './reading/problem.ts';
import { locate, type SourceText } from './reading/source-text.ts';
import { numberOf, text } from './reading/value.ts';
import { entryOf, itemsOf, type ParsedTree, textOf, type Tree, treeAt } from './tree/tree.ts';

/** Whether a text may hold the definitions of a broker, seen without reading it. */
export function mayBeDefinitions(written: string): boolean {
  return /"(?:queues|policies)"\s*:/.test(written) && /"(?:rabbit(?:mq)?_version|vhosts?)"\s*:/.test(written);
}

/**
 * What `rabbitmqctl export_definitions` writes: queues with their arguments, and policies whose pattern picks queues.
 * Source: https://github.com/rabbitmq/rabbitmq-website/blob/00437e06b0f4/docs/policies.md: `apply-to` (default `all`), at most
 * one policy per queue, the one of the highest priority;
 * https://github.com/rabbitmq/rabbitmq-website/blob/0a478ee6a058/docs/dlx.md: the keys that name a dead letter exchange.
 */
export function readRabbitmq(source: SourceText, { tree, faults }: ParsedTree): InfrastructureFacts {
  const queues = itemsOf(treeAt(tree, 'queues')).flatMap((queue) => readQueue(queue, source));
  const policies = itemsOf(treeAt(tree, 'policies')).map((policy, index) => readPolicy(policy, index, source));
  return { file: source.file, format: 'rabbitmq', resources: [...queues, ...policies], problems: problemsOf(source, faults) };
}

function readQueue(queue: Tree, source: SourceText): readonly QueueResource[] {
  const name = textOf(treeAt(queue, 'name'));
  if (name === undefined) return [];
  const deadLetter = deadLetterIn(treeAt(queue, 'arguments'), 'x-dead-letter-exchange', 'x-delivery-limit', source);
  return [{ kind: 'queue', id: `queues.${name}`, scope: source.file, at: locate(source, queue.span), system: 'rabbitmq', name: text(name), deadLetter }];
}

function readPolicy(policy: Tree, index: number, source: SourceText): PolicyResource {
  const definition = treeAt(policy, 'definition');
  const pattern = textOf(treeAt(policy, 'pattern'));
  return {
    kind: 'policy',
    id: `policies.${textOf(treeAt(policy, 'name')) ?? String(index)}`,
    scope: source.file,
    at: locate(source, policy.span),
    system: 'rabbitmq',
    ...(pattern !== undefined && { pattern }),
    priority: numberIn(policy, 'priority') ?? 0,
    // Besides: `all`, `queues`, and queues of one type.
    appliesToQueues: !['exchanges', 'streams'].includes(textOf(treeAt(policy, 'apply-to')) ?? 'all'),
    deadLetter: deadLetterIn(definition, 'dead-letter-exchange', 'delivery-limit', source),
  };
}

function deadLetterIn(settings: Tree | undefined, exchange: string, limit: string, source: SourceText): WrittenDeadLetter {
  const entry = entryOf(settings, exchange);
  if (!entry) return undefined;
  return { target: text(textOf(entry.value) ?? ''), maxDeliveries: numberIn(settings, limit), at: locate(source, entry.span) };
}

function numberIn(tree: Tree | undefined, key: string): number | undefined {
  const written = textOf(treeAt(tree, key));
  return written === undefined ? undefined : numberOf(text(written));
}
