import type { Broker } from '../model/broker.ts';
import type { Declaration, DeclaredCall, Declarations } from '../model/declaration.ts';
import type { ClientEffects } from '../model/effect.ts';
import type { Framework } from '../model/framework.ts';
import type { InfrastructureFacts } from '../model/infrastructure.ts';
import type { Location } from '../model/location.ts';
import { consumerTable, producerTable, settlementTable } from './declared-brokers.ts';
import { effectTable } from './declared-effects.ts';
import { endpointTable } from './declared-endpoints.ts';
import { statedQueue } from './declared-queues.ts';
import { filePattern } from './file-pattern.ts';

/** What declarations say, in the tables that the analysis asks anyway: there is no second mechanism for them. */
export interface DeclaredTables {
  readonly brokers: readonly Broker[];
  readonly frameworks: readonly Framework[];
  readonly clients: readonly ClientEffects[];
  readonly infrastructure: readonly InfrastructureFacts[];
  /** Exports of the project's files that nobody looks into. */
  readonly opaque: ReadonlyMap<string, ReadonlySet<string>>;
  readonly declarations: readonly Declaration[];
}

/** Where a declaration stands: `consumers`, 0 → a place in a config file. */
export type PlaceOf = (kind: keyof Declarations, index: number) => Location;

export function declaredTables(declared: Declarations, placeOf: PlaceOf): DeclaredTables {
  const { consumers = [], producers = [], settlements = [], effects = [], queues = [], endpoints = [] } = declared;
  const stated = queues.map((queue, index) => statedQueue(queue, `queues[${String(index)}]`, placeOf('queues', index)));
  const calls: readonly DeclaredCall[] = [...consumers, ...producers, ...settlements, ...effects, ...endpoints];
  const declarations = (['consumers', 'producers', 'settlements', 'effects', 'endpoints'] as const).flatMap((kind) =>
    (declared[kind] ?? []).map((each, index): Declaration => ({ setting: `${kind}[${String(index)}]`, at: placeOf(kind, index), of: whatOf(each, kind === 'settlements') })),
  );
  return {
    brokers: [...consumers.map((each, index) => consumerTable(each, placeOf('consumers', index))), ...producers.map(producerTable), ...settlements.map(settlementTable)],
    frameworks: endpoints.map(endpointTable),
    clients: effects.map(effectTable),
    infrastructure: stated.map((queue) => ({ file: queue.at.file, format: 'settings', resources: [queue], problems: [] })),
    opaque: opaqueExports(calls),
    declarations: [...declarations, ...stated.map((queue): Declaration => ({ setting: queue.id, at: queue.at, of: { what: 'queue', queue } }))],
  };
}

function whatOf(given: DeclaredCall & { readonly files?: string; readonly export?: string }, settles: boolean): Declaration['of'] {
  const { files, file, call = '' } = given;
  if (files !== undefined) return { what: 'files', pattern: files, files: filePattern(files), export: given.export ?? 'default' };
  return { what: 'call', package: given.package ?? file ?? '', key: call, ofProject: file !== undefined, ...(settles && { settles: true as const }) };
}

function opaqueExports(calls: readonly DeclaredCall[]): ReadonlyMap<string, ReadonlySet<string>> {
  const exports = new Map<string, Set<string>>();
  for (const { file, call } of calls) {
    const [name] = /[\w$]+/.exec(call?.replace(/^new /, '') ?? '') ?? [];
    if (file === undefined || name === undefined) continue;
    exports.set(file, (exports.get(file) ?? new Set()).add(name));
  }
  return exports;
}
