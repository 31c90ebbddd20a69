import { variableNamed } from './config-folder.ts';
import { isEntityBeyond } from './cuts.ts';
import type { Entity, ExternalEntity } from './entity.ts';
import { keysOf } from './collections.ts';
import { says } from './evaluate.ts';
import type { Linker } from './linker.ts';
import { argumentsFrom } from './parameters.ts';

/** Below this a description of settings nests no further. */
const DEEPEST = 8;

/**
 * `convict({ queue: { env: 'QUEUE', default: 'orders' } })`: all settings that the chain's first call describes, or the
 * one of a path with dots.
 * Source: convict 6.2 `src/main.js` (what has a `default` is a property, all else nests).
 */
export function describedSettings(linker: Linker, { call, of }: ExternalEntity, path: string | undefined): readonly Entity[] {
  let maker = call;
  for (let at = of; at; at = at.of) if (at.from === 'call') maker = at.call;
  if (!maker) return [];
  const written = maker.file.calls[maker.call]?.arguments ?? [];
  const settings = recordsOf(linker, argumentsFrom(linker, { written, frame: maker.frame }, 0, false));
  if (path === undefined) return settings;
  const { file, frame } = maker;
  return path.split('.').reduce((owners, name) => owners.flatMap((owner) => linker.memberOf(owner, name, { file, frame })), settings);
}

function recordsOf(linker: Linker, described: readonly Entity[], depth = 0): readonly Entity[] {
  return described.flatMap((entity): readonly Entity[] => {
    if (entity.is !== 'object' || isEntityBeyond(depth, DEEPEST, entity, `settings that are described more than ${String(DEEPEST)} inside each other`)) return [];
    const context = { file: entity.frame.file, frame: entity.frame };
    const names = keysOf(entity.value);
    const member = (name: string): readonly Entity[] => linker.memberOf(entity, name, context);
    if (names.includes('default')) return [...member('env').map(variableNamed), ...member('default').filter(says)];
    return [{ is: 'record', entries: names.map((name) => [name, recordsOf(linker, member(name), depth + 1)] as const) }];
  });
}

/**
 * `env.get('ORDERS_QUEUE').default('orders').asString()`: the variable the chain begins with, and its default.
 * Source: env-var 7.5 `env-var.d.ts`.
 */
export function variableOfChain(linker: Linker, last: ExternalEntity): readonly Entity[] {
  const found: Entity[] = [];
  for (let at: ExternalEntity | undefined = last; at; at = at.of) {
    if (at.from !== 'call' || !at.call || at.of?.from !== 'member') continue;
    const written = at.call.file.calls[at.call.call]?.arguments ?? [];
    const first = argumentsFrom(linker, { written, frame: at.call.frame }, 0, false);
    if (at.of.name === 'default') found.push(...first.filter(says));
    if (at.of.name === 'get') found.push(...first.map(variableNamed));
  }
  return found;
}
