import { indexCalls } from '../callers.ts';
import { type Entity, type ExternalEntity, plainText } from '../entity.ts';
import { libraryCallees } from '../library-calls.ts';
import type { Linker } from '../linker.ts';
import { slotOf } from '../slots.ts';
import { pathText, textsOf } from './path-texts.ts';

/**
 * What NestJS applications put before the paths of their controllers.
 * Source: `@nestjs/core` 11.2.10 `nest-application.js`, `router/route-path-factory.js`, `router/utils/exclude-route.util.js`.
 */
export interface NestApplication {
  readonly prefix: string;
  readonly excluded: readonly ExcludedRoute[];
  /** Only where versions stand in the path. */
  readonly versions?: { readonly prefix: string; readonly standard: readonly string[] };
}

interface ExcludedRoute {
  readonly path: string;
  /** Absent: every one. */
  readonly method?: string;
}

interface Setting<Value> {
  readonly file: string;
  readonly value: Value;
}

/** The version that stands for none. */
export const NEUTRAL = '';

/** The settings of the application that is nearest to a file. */
export function nestApplications(linker: Linker): (file: string) => NestApplication {
  const prefixes = settingsBy(linker, 'setGlobalPrefix', (slot) => {
    const text = slot('0').map(plainText).find((each) => each !== undefined);
    return text === undefined ? undefined : { text, excluded: slot('1.exclude').flatMap((each) => (each.is === 'list' ? each.items.flat() : [])).flatMap((each) => excludedBy(linker, each)) };
  });
  const versionings = settingsBy(linker, 'enableVersioning', (slot) => {
    const type = slot('0.type').filter(({ is }) => is === 'external');
    if (type.length > 0 && !type.some((each) => isNamed(linker, each, 'VersioningType.URI'))) return 'elsewhere';
    if (type.length === 0 && slot('0').some(({ is }) => is === 'object')) return 'elsewhere';
    const written = slot('0.prefix');
    const isNone = written.some((entity) => entity.is === 'constant' && entity.value === false);
    return { prefix: isNone ? '' : (written.map(pathText).find((text) => text !== undefined) ?? 'v'), standard: versionsOf(linker, slot('0.defaultVersion')) };
  });
  return (file) => {
    const { text = '', excluded = [] } = nearest(prefixes, file)?.value ?? {};
    const versions = nearest(versionings, file)?.value;
    return { prefix: text, excluded, ...(versions && versions !== 'elsewhere' && { versions }) };
  };
}

/** The versions a value names. */
export function versionsOf(linker: Linker, entities: readonly Entity[]): readonly string[] {
  const listed = entities.flatMap((entity) => (entity.is === 'list' ? entity.items.flat() : [entity]));
  return [...(listed.some((entity) => isNamed(linker, entity, 'VERSION_NEUTRAL')) ? [NEUTRAL] : []), ...textsOf(listed, true)];
}

function excludedBy(linker: Linker, entity: Entity): readonly ExcludedRoute[] {
  const written = pathText(entity);
  if (written !== undefined) return [{ path: written }];
  if (entity.is !== 'object') return [];
  const from = { file: entity.frame.file, frame: entity.frame };
  const [path] = textsOf(linker.memberOf(entity, 'path', from));
  if (path === undefined) return [];
  const method = linker.memberOf(entity, 'method', from).find((each): each is ExternalEntity => each.is === 'external')?.name;
  return [{ path, ...(method !== undefined && method !== 'ALL' && { method }) }];
}

function isNamed(linker: Linker, entity: Entity, key: string): boolean {
  return entity.is === 'external' && linker.names.keyOf(entity, false) === key;
}

function settingsBy<Value>(linker: Linker, name: string, read: (slot: (at: string) => readonly Entity[]) => Value | undefined): readonly Setting<Value>[] {
  return indexCalls(linker).get(name).flatMap(({ file, call }): readonly Setting<Value>[] => {
    const frame = linker.openFrame(file, file.calls[call]?.fn ?? 0);
    const [library] = libraryCallees(linker, file, call, frame);
    if (!library?.callee.package.startsWith('@nestjs/')) return [];
    const value = read((at) => slotOf(linker, { reference: { file, call, frame }, callee: library.callee }, at));
    return value === undefined ? [] : [{ file: file.file, value }];
  });
}

function nearest<Value>(settings: readonly Setting<Value>[], file: string): Setting<Value> | undefined {
  const [first, ...others] = settings.toSorted((a, b) => sharedFolders(b.file, file) - sharedFolders(a.file, file));
  const said = JSON.stringify(first?.value);
  const tie = others.some((other) => first && JSON.stringify(other.value) !== said && sharedFolders(other.file, file) === sharedFolders(first.file, file));
  return tie ? undefined : first;
}

function sharedFolders(a: string, b: string): number {
  const [one, other] = [a.split('/'), b.split('/')];
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared;
}
