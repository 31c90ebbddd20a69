import type { Analysis } from './analyse.ts';
import { locationOf } from './link/entity.ts';
import type { Consumer, ProjectModel } from './link/project-model.ts';
import type { LinkedProducer } from './link/producers.ts';
import type { Audit, AuditConsumer, AuditDeadLetter, AuditDestination, AuditFinding, AuditProducer } from './model/audit.ts';
import type { Finding } from './model/finding.ts';
import type { Location } from './model/location.ts';
import { sourceName } from './queries/consumer-name.ts';
import { type DeadLetterVerdict, deadLetterOf } from './queries/dead-letter-of.ts';
import { type Deliveries, deliveriesOf } from './queries/deliveries-of.ts';
import { earlySettleOf } from './queries/early-settle-of.ts';
import { failureSignalOf } from './queries/failure-signal-of.ts';
import { idempotencyOf } from './queries/idempotency-of.ts';
import { outcomeOfProducer } from './queries/lost-sends.ts';
import { settlementOfConsumer } from './queries/settles.ts';
import { unknownsOf } from './queries/unknowns-of.ts';
import { messageOf, type RuleDefinition } from './rule/rule.ts';

export interface AuditOptions {
  readonly version: string;
  /** Only these rules; default: all that are given. */
  readonly onlyRules?: readonly string[];
}

/** Runs the rules over an analysis and tells everything it knows of the project, in the published form. */
export function auditOf(analysis: Analysis, rules: readonly RuleDefinition[], { version, onlyRules }: AuditOptions): Audit {
  const wanted = rules.filter(({ name }) => !onlyRules || onlyRules.includes(name));
  const findings = wanted.map((rule) => [rule, [...rule.check(analysis.model, rule.meta.defaultOptions)]] as const);
  return auditWith(inventoryOf(analysis), findings, { version, root: analysis.root });
}

/** What an audit tells beside what the rules find. Bounds that a rule met count, so the rules are asked first. */
export type Inventory = Omit<Audit, 'schemaVersion' | 'tool' | 'root' | 'findings'>;

/** In: each rule with what it found. */
export function auditWith(
  inventory: Inventory,
  findings: readonly (readonly [RuleDefinition, readonly Finding[]])[],
  { version, root }: { readonly version: string; readonly root: string },
): Audit {
  const { destinations, consumers, producers, entries, unknowns, problems } = inventory;
  const all = findings.flatMap(([rule, found]) => found.map((finding) => asPublished(rule, finding)));
  return {
    schemaVersion: 1,
    tool: { name: 'eslint-plugin-async-patterns', version },
    root,
    destinations,
    consumers,
    producers,
    entries,
    findings: all.toSorted(byPlace),
    unknowns,
    problems,
  };
}

export function inventoryOf({ model, problems }: Analysis): Inventory {
  return {
    destinations: destinationsOf(model),
    consumers: model.consumers.flatMap((consumer) => [consumer, ...consumer.cases]).map((consumer) => describe(model, consumer)).toSorted(byPlace),
    producers: model.producers.map((producer) => describeProducer(model, producer)).toSorted(byPlace),
    entries: model.entries.map(({ id, kind, method, path, at }) => ({
      id,
      kind,
      ...(method !== undefined && { method }),
      ...(path !== undefined && { path }),
      at: startOf(at),
    })),
    unknowns: unknownsOf(model).toSorted(byPlace),
    problems,
  };
}

function asPublished(rule: RuleDefinition, finding: Finding): AuditFinding {
  return {
    ruleId: rule.name,
    messageId: finding.messageId,
    message: messageOf(rule, finding),
    severity: rule.meta.docs.preset === 'recommended' ? 'error' : 'warning',
    at: finding.at,
    ...(finding.cause && { cause: startOf(finding.cause) }),
    ...(finding.consumer !== undefined && { consumer: finding.consumer }),
    because: finding.because ?? [],
    suggestions: finding.suggestions ?? [],
  };
}

function byPlace(a: { readonly at: Location }, b: { readonly at: Location }): number {
  if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1;
  return a.at.line - b.at.line || a.at.column - b.at.column;
}

/** Only where it starts: a handler's end says nothing. */
function startOf({ file, line, column }: Location): Location {
  return { file, line, column };
}

function describe(model: ProjectModel, consumer: Consumer): AuditConsumer {
  const settlement = settlementOfConsumer(consumer);
  const { handler } = consumer;
  const destination = sourceName(consumer);
  const early = earlySettleOf(model, consumer);
  const settledAt = early?.at ?? ('at' in settlement ? settlement.at : undefined);
  return {
    id: consumer.id,
    library: consumer.broker.name,
    system: consumer.system,
    ...(destination !== undefined && { destination }),
    at: startOf(consumer.at),
    ...(handler && { handler: startOf(locationOf(handler.file, handler.fact.span)) }),
    jobs: consumer.cases.flatMap(({ job, at }) => (job === undefined ? [] : [{ name: job, at: startOf(at) }])),
    deadLetter: deadLetterText(deadLetterOf(model, consumer)),
    idempotent: idempotencyOf(model, consumer),
    deliveries: deliveriesText(deliveriesOf(model, consumer)),
    settles: { status: early ? 'early' : settlement.status, ...(settledAt && { at: startOf(settledAt) }) },
    failureSignal: { status: failureSignalOf(model, consumer).status },
  };
}

function deliveriesText(deliveries: Deliveries): AuditConsumer['deliveries'] {
  const max = deliveries.status === 'bounded' ? deliveries.max : undefined;
  return { status: deliveries.status, ...(max !== undefined && { max }) };
}

function deadLetterText(verdict: DeadLetterVerdict): AuditDeadLetter {
  const at = 'at' in verdict ? verdict.at : undefined;
  return {
    status: verdict.status,
    ...(verdict.status === 'lost' && { fate: verdict.fate }),
    ...(verdict.status === 'not-applicable' && verdict.accepted !== undefined && { fate: `accepted: ${verdict.accepted}` }),
    ...(at && { at: startOf(at) }),
  };
}

function destinationsOf(model: ProjectModel): readonly AuditDestination[] {
  return model.destinations.map((destination) => {
    const consumer = model.consumers.find(({ sources }) => sources.includes(destination));
    const verdict: DeadLetterVerdict = destination.isDeadLetter
      ? { status: 'not-applicable' }
      : consumer
        ? deadLetterOf(model, consumer)
        : { status: 'unknown', wouldDecide: 'a consumer' };
    return {
      id: destination.id,
      system: destination.system,
      ...(destination.shown !== undefined && { name: destination.shown }),
      ...(destination.at && { at: startOf(destination.at) }),
      deadLetter: deadLetterText(verdict),
    };
  });
}

function describeProducer(model: ProjectModel, producer: LinkedProducer): AuditProducer {
  const { broker, destination, at, askedAt } = producer;
  const name = destination?.shown;
  return {
    id: `${broker.name}:${name ?? '?'}@${askedAt.file}:${String(askedAt.line)}`,
    library: broker.name,
    ...(name !== undefined && { destination: name }),
    at: startOf(askedAt === at ? at : askedAt),
    outcome: OUTCOMES[outcomeOfProducer(model, producer)],
  };
}

const OUTCOMES = {
  awaited: 'awaited',
  returned: 'returned',
  'handed over': 'handed-over',
  dropped: 'floating',
  swallowed: 'swallowed',
  'not a promise': 'not-a-promise',
} as const;
