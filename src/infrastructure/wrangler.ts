import type {
  BindingResource,
  FunctionResource,
  InfrastructureFacts,
  MappingResource,
  Resource,
} from '../model/infrastructure.ts';
import type { Suggestion } from '../model/finding.ts';
import type { Span } from '../model/location.ts';
import { indentAt, insertion, suggestion } from './mending/insertion.ts';
import { fromFolderOf } from './reading/path.ts';
import { problemsOf } from './reading/problem.ts';
import { locate, type SourceText } from './reading/source-text.ts';
import { numberOf, reference, text, unknown } from './reading/value.ts';
import { type Entry, entriesOf, entryOf, itemsOf, type ParsedTree, textOf, type Tree, treeAt } from './tree/tree.ts';

/** A Cloudflare worker, once at the top level and once for each environment: queues and variables are not inherited. */
export function readWrangler(source: SourceText, { tree, faults }: ParsedTree): InfrastructureFacts {
  const environments = entriesOf(treeAt(tree, 'env')).map((entry) => environmentOf(entry, tree, source));
  const workers = tree === undefined ? [] : [topOf(tree, source), ...environments];
  return {
    file: source.file,
    format: 'wrangler',
    resources: workers.flatMap(readWorker),
    problems: problemsOf(source, faults),
  };
}

interface Worker {
  readonly source: SourceText;
  readonly scope: string;
  readonly settings: Tree;
  readonly span: Span;
  readonly name: string | undefined;
  readonly entry: string | undefined;
}

function topOf(settings: Tree, source: SourceText): Worker {
  const name = textOf(treeAt(settings, 'name'));
  return { source, scope: source.file, settings, span: settings.span, name, entry: entryIn(settings, source) };
}

/** `main` is inherited; the name is that of the worker and of the environment. */
function environmentOf({ key, value, span }: Entry, top: Tree | undefined, source: SourceText): Worker {
  const topName = textOf(treeAt(top, 'name'));
  return {
    source,
    scope: `${source.file}#${key}`,
    settings: value,
    span,
    name: textOf(treeAt(value, 'name')) ?? (topName && `${topName}-${key}`),
    entry: entryIn(value, source) ?? entryIn(top, source),
  };
}

function entryIn(settings: Tree | undefined, source: SourceText): string | undefined {
  const main = textOf(treeAt(settings, 'main'));
  return main === undefined ? undefined : fromFolderOf(source.file, main);
}

function readWorker(worker: Worker): readonly Resource[] {
  const { settings } = worker;
  return [
    ...readFunction(worker),
    ...itemsOf(treeAt(settings, 'queues', 'consumers')).map((consumer, index) => readConsumer(consumer, index, worker)),
    ...itemsOf(treeAt(settings, 'queues', 'producers')).flatMap((producer) => readProducer(producer, worker)),
  ];
}

function readFunction({ source, scope, settings, span, name, entry }: Worker): readonly FunctionResource[] {
  if (entry === undefined) return [];
  const variables = entriesOf(treeAt(settings, 'vars')).map(({ key, value }) => {
    const written = textOf(value);
    return [key, written === undefined ? unknown('an object') : text(written)] as const;
  });
  return [
    {
      kind: 'function',
      id: 'worker',
      scope,
      at: locate(source, span),
      name: name === undefined ? undefined : text(name),
      entry,
      environment: Object.fromEntries(variables),
      asynchronousDeadLetter: undefined,
    },
  ];
}

function readConsumer(consumer: Tree, index: number, { source, scope }: Worker): MappingResource {
  const queue = textOf(treeAt(consumer, 'queue'));
  const deadLetter = entryOf(consumer, 'dead_letter_queue');
  const target = textOf(deadLetter?.value);
  const maxDeliveries = numberIn(consumer, 'max_retries');
  return {
    kind: 'mapping',
    id: `queues.consumers.${index}`,
    scope,
    at: locate(source, consumer.span),
    source: queue === undefined ? unknown('no queue is named') : text(queue),
    sourceSystem: 'cloudflare_queues',
    function:
      textOf(treeAt(consumer, 'type')) === 'http_pull' ? unknown('it is pulled over HTTP') : reference('worker'),
    batchSize: numberIn(consumer, 'max_batch_size'),
    reportsBatchItemFailures: false,
    deadLetter:
      deadLetter && target !== undefined
        ? { target: text(target), maxDeliveries, at: locate(source, deadLetter.span) }
        : undefined,
    mend: deadLetter ? undefined : deadLetterSuggestion(source, consumer),
    maxDeliveries,
  };
}

/** `dead_letter_queue` behind the queue's name: on a line of its own in a TOML table, else in the same line. */
function deadLetterSuggestion(source: SourceText, consumer: Tree): Suggestion | undefined {
  const queue = entryOf(consumer, 'queue');
  const name = textOf(queue?.value);
  if (!queue || name === undefined) return undefined;
  const isToml = source.file.endsWith('.toml');
  const isInline = isToml && indentAt(source, queue.span[0]) === undefined;
  const value = JSON.stringify(`${name}-dead-letters`);
  const text = isToml ? `${isInline ? ', ' : '\n'}dead_letter_queue = ${value}` : `, "dead_letter_queue": ${value}`;
  return isInline ? undefined : suggestion('Add a dead-letter queue (Wrangler wants it created first, and what lies there is deleted after four days unless somebody takes it).', insertion(source, queue.span[1], text));
}

/** Source: Cloudflare's page on JavaScript APIs of Queues; `@cloudflare/workers-types` 5.20261117.1. */
const QUEUE = { platform: ['@cloudflare/workers-types', 'cloudflare:workers'], type: 'Queue' } as const;

function readProducer(producer: Tree, { source, scope, entry }: Worker): readonly BindingResource[] {
  const name = textOf(treeAt(producer, 'binding'));
  const queue = textOf(treeAt(producer, 'queue'));
  if (name === undefined || queue === undefined) return [];
  const at = locate(source, producer.span);
  return [{ kind: 'binding', id: `queues.producers.${name}`, scope, at, name, value: text(queue), entry, system: 'cloudflare_queues', client: QUEUE }];
}

function numberIn(tree: Tree, key: string): number | undefined {
  const written = textOf(treeAt(tree, key));
  return written === undefined ? undefined : numberOf(text(written));
}
