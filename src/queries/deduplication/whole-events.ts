import { callLocation } from '../../link/call-location.ts';
import type { FunctionEntity } from '../../link/entity.ts';
import { libraryCallees } from '../../link/library-calls.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Location } from '../../model/location.ts';
import { optionOf } from '../options.ts';

/** A handler of whole batches that is remembered by its whole event. */
export interface WholeEvent {
  readonly consumer: Consumer;
  readonly at: Location;
}

/**
 * `makeIdempotent(handler)` around a function that is given an event of SQS. The key is a hash of the whole event, and
 * a redelivery has another `receiptHandle` and `ApproximateReceiveCount`, so it is never recognised.
 * Source: `@aws-lambda-powertools/idempotency` 2.35.0 `lib/esm/persistence/BasePersistenceLayer.js`
 * (`getHashedIdempotencyKey`: the data itself where no `eventKeyJmesPath` is set); `@types/aws-lambda` `trigger/sqs.d.ts`.
 */
export function wholeEvents(model: ProjectModel): readonly WholeEvent[] {
  const consumers = model.consumers.filter(({ system, broker }) => system === 'aws_sqs' && broker.name === 'lambda');
  if (consumers.length === 0) return [];
  return [...model.linker.files.values()].flatMap((file) =>
    file.imports.includes(PACKAGE) ? file.calls.flatMap((_, call) => wholeEvent(model, consumers, file, call) ?? []) : [],
  );
}

const PACKAGE = '@aws-lambda-powertools/idempotency';

function wholeEvent(model: ProjectModel, consumers: readonly Consumer[], file: FileFacts, call: number): WholeEvent | undefined {
  const { linker } = model;
  const fact = file.calls[call];
  const [handler, options] = fact?.arguments ?? [];
  if (!fact || !handler || handler.kind === 'spread' || options?.kind === 'spread') return undefined;
  const frame = linker.openFrame(file, fact.fn);
  const isWrapper = libraryCallees(linker, file, call, frame).some(({ callee }) => callee.package === PACKAGE && callee.name === 'makeIdempotent');
  if (!isWrapper) return undefined;
  // What part of the event is the key, nobody says.
  const given = options ? linker.evaluate(options, frame) : [];
  if (['config', 'dataIndexArgument'].some((name) => optionOf(linker, given, name).length > 0)) return undefined;
  const functions = linker.evaluate(handler, frame).filter((entity): entity is FunctionEntity => entity.is === 'function');
  const consumer = consumers.find((each) => functions.some((target) => isSame(target, each.registered) || isSame(target, each.handler)));
  return consumer && { consumer, at: callLocation({ file, call }) };
}

function isSame(one: FunctionEntity, other: FunctionEntity | undefined): boolean {
  return one.file === other?.file && one.fn === other.fn;
}
