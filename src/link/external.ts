import type { LibraryShape } from '../model/library.ts';
import { isEntityBeyond } from './cuts.ts';
import type { ExternalEntity } from './entity.ts';

/** Names external things in the words of their library's table. */
export interface ExternalNames {
  /** A type the library's table knows, or a path that says how the thing was reached: `connect().createChannel()`. */
  typeOf(entity: ExternalEntity): string;
  /** What is called: `new Queue`, `Queue.add`, `connect`. */
  keyOf(callee: ExternalEntity, isNew: boolean): string;
  /** What the table says a call gives; types of other packages as `package#Type`. */
  returnOf(callee: ExternalEntity, isNew: boolean): string | undefined;
  shapeOf(packageName: string): LibraryShape | undefined;
}

export function externalNames(shapes: readonly LibraryShape[]): ExternalNames {
  const byPackage = new Map<string, LibraryShape>();
  for (const shape of shapes) for (const name of shape.packages) byPackage.set(name, merged(byPackage.get(name), shape));

  const shapeOf = (name: string): LibraryShape | undefined => byPackage.get(name) ?? byPackage.get(rootPackage(name));

  const same = (shape: LibraryShape | undefined, type: string): string => ownOf(shape?.sameAs, type) ?? type;

  const types = new WeakMap<ExternalEntity, string>();

  const typeOf = (entity: ExternalEntity): string => {
    const known = types.get(entity);
    if (known !== undefined) return known;
    const type = isEntityBeyond(chainLength(entity), LONGEST_CHAIN, entity, CHAIN) ? '…' : typeOfNew(entity);
    types.set(entity, type);
    return type;
  };

  const typeOfNew = (entity: ExternalEntity): string => {
    const shape = shapeOf(entity.package);
    switch (entity.from) {
      case 'type':
        return same(shape, nameOfType(entity.name, shape));
      case 'export':
        return same(shape, isWhole(entity) ? (shape?.defaultExport ?? 'default') : entity.name);
      case 'new':
        return entity.of ? (returnOf(entity.of, true) ?? typeOf(entity.of)) : entity.name;
      case 'call': {
        if (!entity.of) return entity.name;
        return returnOf(entity.of, false) ?? `${keyOf(entity.of, false)}()`;
      }
      case 'member': {
        const key = keyOf(entity, false);
        const wild = entity.of && `${typeOf(entity.of)}.*`;
        return same(shape, ownOf(shape?.members, key) ?? (wild === undefined ? undefined : ownOf(shape?.members, wild)) ?? key);
      }
      case 'argument': {
        if (!entity.of) return entity.name;
        const { path, index } = callbackPath(entity.name);
        const types = ownOf(shape?.callbacks, `${keyOf(entity.of, false)}#${path}`);
        return types?.[index] ?? `${keyOf(entity.of, false)}#${entity.name}`;
      }
    }
  };

  const keyOf = (callee: ExternalEntity, isNew: boolean): string => {
    const shape = shapeOf(callee.package);
    const name = plainKey(callee, shape);
    return isNew ? `new ${name}` : name;
  };

  const plainKey = (callee: ExternalEntity, shape: LibraryShape | undefined): string => {
    if (callee.from !== 'member' || !callee.of) return callee.from === 'export' || callee.from === 'type' ? typeOf(callee) : `${typeOf(callee)}()`;
    // `import * as lib`, `require('lib')` and `import lib` all give the library's members by their names.
    return isWhole(callee.of) ? same(shape, callee.name) : `${typeOf(callee.of)}.${callee.name}`;
  };

  const returnOf = (callee: ExternalEntity, isNew: boolean): string | undefined => {
    const returns = shapeOf(callee.package)?.returns;
    if (!returns) return undefined;
    const own = ownOf(returns, keyOf(callee, isNew));
    // `InsertQueryBuilder.*`: a builder whose methods give the builder again.
    return own ?? (callee.from === 'member' && callee.of ? ownOf(returns, `${typeOf(callee.of)}.*`) : undefined);
  };

  return { typeOf, keyOf, returnOf, shapeOf };
}

/** What a table says itself: keys may be names like `constructor` and `toString`. */
function ownOf<Item>(table: Readonly<Record<string, Item>> | undefined, key: string): Item | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A package may have a table as a messaging library and one as a client with effects. */
function merged(one: LibraryShape | undefined, other: LibraryShape): LibraryShape {
  if (!one) return other;
  const defaultExport = one.defaultExport ?? other.defaultExport;
  return {
    packages: one.packages,
    ...(defaultExport !== undefined && { defaultExport }),
    returns: { ...other.returns, ...one.returns },
    members: { ...other.members, ...one.members },
    callbacks: { ...other.callbacks, ...one.callbacks },
    plugins: { ...other.plugins, ...one.plugins },
    sameAs: { ...other.sameAs, ...one.sameAs },
    derived: [...(one.derived ?? []), ...(other.derived ?? [])],
    returned: [...(one.returned ?? []), ...(other.returned ?? [])],
  };
}

/** Members and calls behind each other that still say something. */
const LONGEST_CHAIN = 24;
const CHAIN = `what a chain of more than ${String(LONGEST_CHAIN)} calls gives`;

function chainLength(entity: ExternalEntity): number {
  let length = 0;
  for (let at = entity.of; at && length <= LONGEST_CHAIN; at = at.of) length += 1;
  return length;
}

/** The module itself, or its default export. */
function isWhole(entity: ExternalEntity): boolean {
  if (entity.from === 'member') return entity.name === 'default' && entity.of !== undefined && isWhole(entity.of);
  return entity.from === 'export' && (entity.name === '*' || entity.name === 'default');
}

/** `agenda: Agenda` and `queue: Bull.Queue` of a default import, `boss: PgBoss` of `import PgBoss = require('pg-boss')`. */
function nameOfType(name: string, shape: LibraryShape | undefined): string {
  if (name === '' || name === 'default') return shape?.defaultExport ?? 'default';
  return name.startsWith('default.') ? name.slice('default.'.length) : name;
}

function callbackPath(name: string): { readonly path: string; readonly index: number } {
  const [, path = '', index = '0'] = /^(.*)\[(\d+)\]$/.exec(name) ?? [];
  return { path, index: Number(index) };
}

/** `aws-sdk/clients/sqs` → `aws-sdk`. */
export function rootPackage(name: string): string {
  const [scope = '', second] = name.split('/');
  return scope.startsWith('@') && second !== undefined ? `${scope}/${second}` : scope;
}
