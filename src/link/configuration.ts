import { posix } from 'node:path';
import type { FileFacts } from '../model/file-facts.ts';
import { type Entity, type ExternalEntity, plainText } from './entity.ts';
import { keysOf, says } from './evaluate.ts';
import type { Linker } from './linker.ts';
import { required } from './modules.ts';
import { argumentsFrom } from './parameters.ts';

/** Below this a description of settings nests no further. */
const DEEPEST = 8;

/**
 * What the package `config` gives of a path, such as `['orders', 'queue']`: what the nearest folder `config` says by
 * default, and the environment variables that it maps to the path. `undefined`: there is no such folder, or it says
 * nothing.
 * Source: config 5.0 `lib/util.js` (`default.*`, `custom-environment-variables.*`).
 */
export function configured(linker: Linker, { file }: FileFacts, path: readonly string[]): readonly Entity[] | undefined {
  const found = [
    ...valuesIn(linker, nearest(linker, file, 'default'), path),
    ...valuesIn(linker, nearest(linker, file, 'custom-environment-variables'), path).map(variableNamed),
  ];
  return found.some(says) ? found : undefined;
}

function variableNamed(entity: Entity): Entity {
  const name = plainText(entity);
  return name === undefined ? entity : { is: 'setting', source: 'env', name };
}

function nearest(linker: Linker, from: string, name: string): FileFacts | undefined {
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    for (const extension of ['js', 'cjs', 'mjs', 'ts', 'json']) {
      const file = posix.join(folder, 'config', `${name}.${extension}`);
      const facts = linker.files.get(file) ?? (extension === 'json' ? linker.load(file) : undefined);
      if (facts) return facts;
    }
    if (folder === '.' || folder === '/') return undefined;
  }
}

function valuesIn(linker: Linker, file: FileFacts | undefined, path: readonly string[]): readonly Entity[] {
  if (!file) return [];
  const context = { file, frame: linker.openFrame(file, 0) };
  const whole = Object.hasOwn(file.exports, 'default') ? linker.exportOf(file, 'default') : required(linker, file);
  return path.reduce((owners, name) => owners.flatMap((owner) => (says(owner) ? linker.memberOf(owner, name, context) : [])), whole);
}

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
    if (entity.is !== 'object' || depth > DEEPEST) return [];
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
