import type { FunctionEntity } from '../link/entity.ts';
import { locationOf } from '../link/entity.ts';
import type { FlowNode } from '../link/flow.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { Location } from '../model/location.ts';
import { NOTHING } from '../link/arguments/no-arguments.ts';
import { type Work, workIn } from './failure-of.ts';
import { namesReadOf } from './names-read.ts';
import { occurrencesIn } from './occurrence.ts';
import { isSet, numberOf, optionOf } from './options.ts';
import { settlementOfConsumer } from './settles.ts';

/** What is wrong with what a handler of a batch says about its messages. */
export type BatchResponse =
  /** The mapping reads which messages failed, but the handler never says. */
  | { readonly how: 'neverSaid'; readonly at: Location; readonly declaredAt: Location; readonly each: FlowNode }
  /** One message that fails makes the whole batch come again. */
  | { readonly how: 'wholeBatch'; readonly at: Location; readonly work: Location; readonly declaredAt?: Location; readonly remedy: string; /** Where the handler goes over its messages. */ readonly each?: FlowNode }
  /** The library hands over a list, and the handler takes it for one job. */
  | { readonly how: 'listAsJob'; readonly at: Location };

export function batchResponseOf(model: ProjectModel, consumer: Consumer): BatchResponse | undefined {
  if (consumer.broker.name === 'pg-boss') return listAsJob(consumer) ?? jobsOf(model, consumer);
  if (consumer.system === 'cloudflare_queues') return unsettled(consumer, consumer.mappings[0]?.batchSize !== 1, "'message.ack()' after each");
  if (consumer.broker.name === 'kafkajs') return batchOf(model, consumer);
  return consumer.broker.name === 'lambda' ? lambdaResponse(model, consumer) : undefined;
}

/** Source: Lambda API `CreateEventSourceMapping` FunctionResponseTypes; BatchSize of SQS is 10 by default. */
function lambdaResponse(model: ProjectModel, consumer: Consumer): BatchResponse | undefined {
  const { mappings, handler, registered } = consumer;
  const [mapping] = mappings;
  if (!mapping || !handler || handler !== registered || isWrapped(model, handler) || mappings.every(({ batchSize }) => batchSize === 1)) return undefined;
  if (saysFailures(model, handler) !== false) return undefined;
  const { status } = settlementOfConsumer(consumer);
  if (status === 'swallowed' || status === 'early') return undefined;
  const work = workInLoop(consumer);
  const each = work?.occurrence.levels.find(({ container }) => container !== undefined && isRepeated(container))?.container;
  if (!work || !each) return undefined;
  const at = locationOf(handler.file, handler.fact.span);
  if (mappings.every(({ reportsBatchItemFailures }) => reportsBatchItemFailures === true)) return { how: 'neverSaid', at, declaredAt: mapping.at, each };
  if (consumer.system !== 'aws_sqs' || mappings.some(({ reportsBatchItemFailures }) => reportsBatchItemFailures !== false)) return undefined;
  return { how: 'wholeBatch', at, work: work.at, declaredAt: mapping.at, each, remedy: "'batchItemFailures' and ReportBatchItemFailures" };
}

/** Does the handler return `batchItemFailures`? `unknown`: what it returns cannot be read. */
function saysFailures({ linker }: ProjectModel, handler: FunctionEntity): boolean | 'unknown' {
  const frame = linker.openFrame(handler.file, handler.fn);
  const returned = handler.fact.returns.flatMap((value) => linker.evaluate(value, frame));
  if (handler.fact.returns.length > 0 && returned.length === 0) return 'unknown';
  let unread = false;
  for (const entity of returned) {
    if (entity.is === 'object') {
      if (entity.value.properties.some((property) => property.kind === 'value' && property.key === 'batchItemFailures')) return true;
      unread ||= entity.value.properties.some(({ kind }) => kind !== 'value');
    } else if (entity.is !== 'constant' && entity.is !== 'text') unread = true;
  }
  return unread ? 'unknown' : false;
}

/** Another package stands between the handler and the platform, and may answer for it; what only watches does not. */
function isWrapped({ linker, flows }: ProjectModel, { file, fn, fact }: FunctionEntity): boolean {
  const uses = file.bindings.filter(({ values }) => values.some((value) => value.kind === 'function' && value.fn === fn)).flatMap((binding) => binding.uses);
  const calls = [...(fact.passedTo ? [fact.passedTo.call] : []), ...uses.flatMap(({ as, of }) => (as === 'argument' && of !== undefined ? [of] : []))];
  return calls.some((call) => {
    const callee = file.calls[call]?.callee;
    const entities = callee ? linker.evaluate(callee, linker.openFrame(file, file.calls[call]?.fn ?? 0)) : [];
    return entities.every((entity) => entity.is !== 'external' || flows.effects.effectOf(entity.package, linker.names.keyOf(entity, false), entity.name, NOTHING)?.kind !== 'observability');
  });
}

/** Work on one message of several whose failure ends the handler. */
function workInLoop({ flow }: Consumer): Work | undefined {
  return workIn(flow).find(({ changes, fate, occurrence }) => {
    if (!changes || fate.kind !== 'escapes') return false;
    return occurrence.levels.some(({ container }) => container !== undefined && isRepeated(container));
  });
}

function isRepeated(node: FlowNode): boolean {
  if (node.do === 'loop') return !node.endless;
  if (node.do !== 'callback') return false;
  const { callee } = node.call.file.calls[node.call.call] ?? {};
  return node.runs === 'each' || (callee?.kind === 'member' && (callee.name === 'map' || callee.name === 'forEach'));
}

/** A loop that settles no message of its own: what fails makes all of them come again. */
function unsettled(consumer: Consumer, several: boolean, remedy: string): BatchResponse | undefined {
  const { handler, flow } = consumer;
  if (!several || !handler || occurrencesIn(flow).some(({ node }) => node.do === 'settle')) return undefined;
  const work = workInLoop(consumer);
  return work && { how: 'wholeBatch', at: locationOf(handler.file, handler.fact.span), work: work.at, remedy };
}

/** Source: kafkajs 2.2.4 `src/consumer/runner.js`: a batch whose handler throws is read again from its first unresolved offset. */
function batchOf(model: ProjectModel, consumer: Consumer): BatchResponse | undefined {
  const isBatch = isSet(optionOf(model.linker, consumer.options, 'eachBatch')) === true && isSet(optionOf(model.linker, consumer.options, 'eachMessage')) === false;
  return unsettled(consumer, isBatch, "'resolveOffset' after each");
}

/** Source: pg-boss 12.38.0 `dist/manager.js`: a handler that throws fails every job of its batch; measured. */
function jobsOf(model: ProjectModel, consumer: Consumer): BatchResponse | undefined {
  const size = numberOf(optionOf(model.linker, consumer.options, 'batchSize'));
  const own = isSet(optionOf(model.linker, consumer.options, 'perJobResults'));
  return own === false && majorOf(consumer) >= 10 ? unsettled(consumer, size !== undefined && size > 1, "'perJobResults', or 'batchSize' 1") : undefined;
}

const JOB_FIELDS = new Set(['id', 'name', 'data', 'signal', 'expireInSeconds', 'retryCount', 'retryLimit', 'startedOn', 'createdOn', 'singletonKey', 'priority', 'state']);

/** Since version 10 a handler of pg-boss gets a list, also of one job. Source: typings of pg-boss 9.0.3 and 10.4.2. */
function listAsJob(consumer: Consumer): BatchResponse | undefined {
  const { registered, enclosing } = consumer;
  if (!registered || enclosing || majorOf(consumer) < 10) return undefined;
  const { file, fn, fact } = registered;
  const binding = file.bindings.findIndex((each) => each.kind === 'parameter' && each.fn === fn && each.name === fact.parameters[0]?.name);
  const names = binding < 0 ? new Set<string>() : namesReadOf(file, { kind: 'binding', binding });
  if (!names.has('data') || [...names].some((name) => !JOB_FIELDS.has(name))) return undefined;
  return { how: 'listAsJob', at: locationOf(file, fact.span) };
}

function majorOf({ version }: Consumer): number {
  return Number(version?.split('.')[0] ?? 0);
}
