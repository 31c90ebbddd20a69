import type { CallArguments, ClientEffects, ClientKind, EffectClass, EffectCondition, EffectReader } from '../model/effect.ts';
import { awsMail } from './clients/aws/mail.ts';
import { awsMessaging } from './clients/aws/messaging.ts';
import { awsStores } from './clients/aws/stores.ts';
import { awsVersion2 } from './clients/aws/version-2.ts';
import { caches } from './clients/caches.ts';
import { computation } from './clients/computation.ts';
import { databases } from './clients/databases.ts';
import { documentStores } from './clients/document-stores.ts';
import { http } from './clients/http.ts';
import { mail } from './clients/mail.ts';
import { node } from './clients/node.ts';
import { notifications } from './clients/notifications.ts';
import { observability } from './clients/observability.ts';
import { orms } from './clients/orms.ts';
import { payments } from './clients/payments.ts';
import { queues } from './clients/queues.ts';
import { services } from './clients/services.ts';
import { sqlServices } from './clients/sql-services.ts';
import { storage } from './clients/storage.ts';
import { values } from './clients/values.ts';
import { holds } from './conditions.ts';
import { holdFor, holds as defaultHolds } from './holds.ts';
import { partialResults } from './partial-results.ts';
import { pools } from './pools.ts';
import { sqlClass } from './sql.ts';

export const clients: readonly ClientEffects[] = [
  ...orms,
  ...documentStores,
  ...databases,
  ...sqlServices,
  ...caches,
  ...http,
  ...mail,
  ...notifications,
  ...payments,
  ...services,
  ...storage,
  ...computation,
  ...node,
  ...queues,
  ...awsMail,
  ...awsStores,
  ...awsMessaging,
  ...awsVersion2,
  ...observability,
  ...values,
];

interface Entry {
  readonly client: string;
  readonly kind: ClientKind;
  readonly synchronous?: true;
  readonly class: EffectClass;
  readonly sql: boolean;
  readonly idempotencyKey?: string;
  readonly conditions: readonly EffectCondition[];
  readonly otherwise?: EffectClass;
}

interface PackageTable {
  readonly byKey: Map<string, Entry>;
  readonly byMember: Map<string, Entry>;
  whole?: Entry;
  /** It knows calls in small letters, however they are written. */
  anyCase?: true;
}

/** Makes the reader of the tables. Receivers that no table names are told by the member alone, if that is unambiguous. */
export function effectReader(tables: readonly ClientEffects[] = clients): EffectReader {
  const packages = new Map<string, PackageTable>();
  for (const client of tables) for (const name of client.packages) addClient(packages, name, client);
  const tableOf = (name: string): PackageTable | undefined => packages.get(name) ?? packages.get(rootOf(name));
  return {
    partialResults,
    pools,
    knows: (name) => tableOf(name) !== undefined,
    holdOf: holdFor,
    holding: [...new Set(defaultHolds.map(({ client }) => client))].flatMap((name) => tables.filter((client) => client.name === name).map(namesOf)),
    effectOf(packageName, key, member, given) {
      const table = tableOf(packageName);
      const entry = table?.byKey.get(key) ?? table?.byMember.get(member) ?? (table?.anyCase && table.byMember.get(member.toLowerCase())) ?? table?.whole;
      if (!entry) return undefined;
      const type = classOf(entry, given);
      return type && { class: type, kind: entry.kind, client: entry.client, key, ...(entry.synchronous && { synchronous: true as const }) };
    },
  };
}

function namesOf({ packages, calls }: ClientEffects): EffectReader['holding'][number] {
  const keys = Object.values(calls).flatMap((text) => keysIn(text));
  return { packages, names: [...new Set(keys.map((key) => key.split('.').at(-1) ?? key))] };
}

/** Where the first argument holds a statement: `text` (pg), `query` (ClickHouse, BigQuery), `sql` (mysql2, libSQL), or itself. */
const STATEMENTS = ['text', 'query', 'sql', undefined];

/** `undefined`: a statement that nobody can read may do anything. */
function classOf(entry: Entry, given: CallArguments): EffectClass | undefined {
  if (entry.idempotencyKey !== undefined) {
    const [at, path] = splitOnce(entry.idempotencyKey);
    if (path !== undefined && given.has(at, path) && !given.isRandom(at, path)) return 'write_idem';
  }
  if (entry.sql) {
    const statement = STATEMENTS.map((path) => given.text(0, path)).find((text) => text !== undefined);
    const decided = statement === undefined ? undefined : sqlClass(statement);
    if (decided) return decided;
  }
  const condition = entry.conditions.find((each) => holds(each, given));
  if (entry.sql && !condition && entry.otherwise !== 'read') return undefined;
  return condition?.then ?? entry.otherwise ?? entry.class;
}

function splitOnce(slot: string): readonly [string, string | undefined] {
  const dot = slot.indexOf('.');
  return dot < 0 ? [slot, undefined] : [slot.slice(0, dot), slot.slice(dot + 1)];
}

function rootOf(name: string): string {
  const [scope = '', second] = name.replace(/^node:/, '').split('/');
  return scope.startsWith('@') && second !== undefined ? `${scope}/${second}` : scope;
}

function addClient(packages: Map<string, PackageTable>, name: string, client: ClientEffects): void {
  const table: PackageTable = packages.get(name) ?? { byKey: new Map(), byMember: new Map() };
  packages.set(name, table);
  if (client.anyCase) table.anyCase = true;
  const withSql = new Set(keysIn(client.sql ?? ''));
  const otherwise = new Map<string, EffectClass>();
  for (const [type, keys] of entriesOf(client.otherwise ?? {})) for (const key of keysIn(keys)) otherwise.set(key, type);
  for (const [type, keys] of entriesOf(client.calls)) {
    for (const key of keysIn(keys)) {
      const fallback = otherwise.get(key);
      const entry: Entry = {
        client: client.name,
        kind: client.kind,
        ...(client.synchronous && { synchronous: true as const }),
        class: type,
        sql: withSql.has(key),
        ...(client.idempotencyKey !== undefined && (type === 'send' || type === 'write_nonidem') && { idempotencyKey: client.idempotencyKey }),
        conditions: (client.conditions ?? []).filter(({ calls }) => keysIn(calls).includes(key)).flatMap(({ when }) => when),
        ...(fallback && { otherwise: fallback }),
      };
      if (key === '*') table.whole = entry;
      else addEntry(table, key, entry);
    }
  }
}

function addEntry({ byKey, byMember }: PackageTable, key: string, entry: Entry): void {
  if (!byKey.has(key)) byKey.set(key, entry);
  const member = key.replace(/^@/, '').split('.').at(-1) ?? key;
  if (key.startsWith('new ')) return;
  // The first table of a package to name a member speaks for receivers nobody knows.
  if (!byMember.has(member)) byMember.set(member, entry);
}

function entriesOf(calls: ClientEffects['calls']): readonly (readonly [EffectClass, string])[] {
  return Object.entries(calls) as [EffectClass, string][];
}

const unfolded = new Map<string, readonly string[]>();

/** `A.{b,c} new:{D,E} new F @{f}` → `A.b`, `A.c`, `new D`, `new E`, `new F`, `@f`. */
function keysIn(text: string): readonly string[] {
  const known = unfolded.get(text);
  if (known) return known;
  const keys = text
    .replaceAll(/\bnew (?=\w)/g, 'new:')
    .split(' ')
    .filter(Boolean)
    .flatMap((word) => {
      const [, prefix = '', inner] = /^([^{]*)\{(.*)\}$/.exec(word) ?? [undefined, word];
      const start = prefix.replace(/^new:/, 'new ');
      return inner === undefined ? [start] : inner.split(',').map((name) => start + name);
    });
  unfolded.set(text, keys);
  return keys;
}
