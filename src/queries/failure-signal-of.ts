import type { TryNode } from '../link/flow.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { Location } from '../model/location.ts';
import { deliveryOf } from '../link/delivery-of.ts';
import { locationOf } from '../link/entity.ts';
import { logsFailures } from './failure-logs.ts';
import { listenersOf } from './listeners-of.ts';
import { occurrencesIn } from './occurrence.ts';
import { isSet, optionOf } from './options.ts';
import { settlementOfConsumer } from './settles.ts';
import { somewhere } from './somewhere.ts';

/** Would anybody learn that a message failed? A log line counts. */
export type FailureSignal =
  | { readonly status: 'present' | 'unknown' }
  | {
      readonly status: 'missing';
      /** Thrown to a library that tells only its listeners; caught, or rejected, without a word; answered to nobody. */
      readonly how: 'unheard' | 'caught' | 'rejected' | 'answered';
      readonly at: Location;
      /** The `catch` that says nothing. */
      readonly by?: TryNode;
    };

const PRESENT: FailureSignal = { status: 'present' };
const UNKNOWN: FailureSignal = { status: 'unknown' };

export function failureSignalOf(model: ProjectModel, consumer: Consumer): FailureSignal {
  if (isHeard(model, consumer)) return PRESENT;
  const { registered } = consumer;
  if (!registered || consumer.flow.length === 0) return UNKNOWN;
  const logs = logsFailures(model, registered);
  if (logs === true) return PRESENT;
  const settlement = settlementOfConsumer(consumer);
  if (settlement.status === 'swallowed') {
    if (settlement.recorded) return PRESENT;
    if (logs === 'unknown' || settlement.how === 'unread failures') return UNKNOWN;
    if (settlement.how === 'error status') return { status: 'missing', how: 'answered', at: settlement.at };
    // Throwing it on would not make it heard there.
    if (deliveryOf(consumer).thrown === 'told to listeners') return { status: 'missing', how: 'unheard', at: consumer.declaredAt };
    const fate = settlement.work?.fate;
    return { status: 'missing', how: 'caught', at: settlement.at, ...(fate && 'by' in fate && fate.by && { by: fate.by }) };
  }
  if (settlement.status === 'early') return UNKNOWN;
  const { thrown } = deliveryOf(consumer);
  const rejection = silentRejection(consumer);
  if (rejection && logs === false && !isWatched(model, consumer)) {
    return { status: 'missing', how: 'rejected', at: rejection.at, by: rejection.by };
  }
  if (thrown === 'logged') return PRESENT;
  if (thrown !== 'told to listeners' || logs !== false || isWatched(model, consumer) || isGivenAway(model, consumer)) return UNKNOWN;
  if (optionOf(model.linker, consumer.options, 'errorHandler').some((entity) => entity.is !== 'external')) return UNKNOWN;
  return { status: 'missing', how: 'unheard', at: consumer.declaredAt };
}

/** Where the handler settles by hand, the `catch` that rejects the message or puts it back: the library never hears of the error. */
function silentRejection({ flow, settledBy }: Consumer): { readonly at: Location; readonly by: TryNode } | undefined {
  if (settledBy !== 'handler') return undefined;
  for (const { node } of occurrencesIn(flow)) {
    if (node.do === 'try' && node.handlerSpan && rejects(node.handler ?? [])) return { at: locationOf(node.frame.file, node.handlerSpan), by: node };
  }
  return undefined;
}

const rejects = somewhere((node) => node.do === 'settle' && node.pattern.settles !== 'ack' && node.pattern.settles !== 'extend');

/** Somebody listens to failures, or to an event whose name is not known. */
function isHeard(model: ProjectModel, consumer: Consumer): boolean {
  return listenersOf(model, consumer).some(({ says }) => says !== 'success') || isSet(optionOf(model.linker, consumer.options, 'telemetry')) !== false;
}

/** The worker is handed to a function that nobody can look into: it may listen there. */
function isGivenAway({ linker }: ProjectModel, { call }: Consumer): boolean {
  const { file, call: index, frame } = call?.reference ?? {};
  const use = index === undefined ? undefined : file?.calls[index]?.use;
  if (!file || !frame || !use) return false;
  const uses = use.as === 'binding' && use.of !== undefined ? (file.bindings[use.of]?.uses ?? []) : [use];
  return uses.some(({ as, of }) => {
    if (as !== 'argument' || of === undefined) return false;
    const callee = file.calls[of]?.callee;
    return callee !== undefined && linker.evaluate(callee, frame).every(({ is }) => is === 'open' || is === 'unknown');
  });
}

/** Interceptors and filters of NestJS around the handler may tell. */
function isWatched({ linker }: ProjectModel, { cls, handler }: Consumer): boolean {
  if (!cls) return false;
  const member = cls.fact.members.find(({ fn }) => fn !== undefined && fn === handler?.fn);
  const decorators = [...cls.fact.decorators, ...(member?.decorators ?? [])].flatMap((value) => linker.evaluate(value, cls.frame));
  const names = decorators.flatMap((entity) => (entity.is === 'external' ? [entity.of?.name ?? entity.name] : ['?']));
  if (names.some((name) => name === 'UseInterceptors' || name === 'UseFilters' || name === '?')) return true;
  return [...linker.files.values()].some(({ providers }) => providers.some(({ provide }) => provide.kind === 'import' && /^APP_(FILTER|INTERCEPTOR)$/.test(provide.name)));
}
