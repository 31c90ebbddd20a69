import { indexCalls } from './callers.ts';
import { type Entity, type FunctionEntity, plainText } from './entity.ts';
import { says } from './evaluate.ts';
import type { Linker } from './linker.ts';
import { argumentsFrom } from './parameters.ts';

/** Settings that functions of the project return, under the name they are registered by; without one, at the root. */
interface Registered {
  readonly namespace?: string;
  readonly settings: readonly Entity[];
}

const known = new WeakMap<Linker, readonly Registered[]>();

/**
 * What `ConfigService.get('orders.queue')` gives, as far as the project's functions say it: those of
 * `registerAs('orders', …)` and of `ConfigModule.forRoot({ load: […] })`. `undefined`: they do not.
 * Source: @nestjs/config 12.0 `dist/utils/register-as.util.js`, `dist/config.module.js` (`load`).
 */
export function nestSetting(linker: Linker, path: string): readonly Entity[] | undefined {
  let all = known.get(linker);
  if (!all) {
    // Settings may be made of settings: those that are being read know no others.
    known.set(linker, []);
    known.set(linker, (all = registered(linker)));
  }
  const found = all.flatMap(({ namespace, settings }) => {
    if (namespace === undefined) return at(linker, settings, path.split('.'));
    return path.startsWith(`${namespace}.`) ? at(linker, settings, path.slice(namespace.length + 1).split('.')) : [];
  });
  return found.some(says) ? found : undefined;
}

function at(linker: Linker, settings: readonly Entity[], path: readonly string[]): readonly Entity[] {
  return path.reduce((owners, name) => owners.flatMap((owner) => settingOf(linker, owner, name)), settings);
}

function settingOf(linker: Linker, owner: Entity, name: string): readonly Entity[] {
  if (owner.is === 'record') return owner.entries.flatMap(([key, entities]) => (key === name ? entities : []));
  return owner.is === 'object' ? linker.memberOf(owner, name, { file: owner.frame.file, frame: owner.frame }) : [];
}

function registered(linker: Linker): readonly Registered[] {
  return [
    ...callsOf(linker, 'registerAs').flatMap(({ first, second }) => {
      const settings = returnedBy(linker, second);
      return first.flatMap((name) => plainText(name) ?? []).map((namespace) => ({ namespace, settings }));
    }),
    ...callsOf(linker, 'forRoot').map(({ first }) => ({ settings: returnedBy(linker, loadedBy(linker, first)) })),
  ];
}

/** The arguments of a call of `@nestjs/config`. */
function callsOf(linker: Linker, name: string): readonly { readonly first: readonly Entity[]; readonly second: readonly Entity[] }[] {
  return indexCalls(linker).get(name).flatMap(({ file, call }) => {
    const fact = file.calls[call];
    if (!fact) return [];
    const frame = linker.openFrame(file, fact.fn);
    const callees = linker.evaluate(fact.callee, frame);
    if (!callees.some((callee) => callee.is === 'external' && callee.package === '@nestjs/config')) return [];
    const given = { written: fact.arguments, frame };
    return [{ first: argumentsFrom(linker, given, 0, false), second: argumentsFrom(linker, given, 1, false) }];
  });
}

function loadedBy(linker: Linker, options: readonly Entity[]): readonly Entity[] {
  const lists = options.flatMap((entity) => settingOf(linker, entity, 'load'));
  return lists.flatMap((entity) => (entity.is === 'list' ? entity.items.flat() : []));
}

function returnedBy(linker: Linker, functions: readonly Entity[]): readonly Entity[] {
  return functions.filter((entity): entity is FunctionEntity => entity.is === 'function').flatMap((entity) => linker.evaluateReturns(entity));
}
