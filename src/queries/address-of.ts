import type { CallReference, Entity, ExternalEntity, FunctionEntity } from '../link/entity.ts';
import type { Linker } from '../link/linker.ts';
import type { Frame } from '../link/frame.ts';
import type { Value } from '../model/value.ts';
import { type Level } from './occurrence.ts';
import { originOf } from './origin-of.ts';

/** Where the address of a request comes from: the code and its settings, or the data of the message. */
export type Address = 'fixed' | 'from data' | 'unknown';

/** Names people give to an address that somebody else chose. */
const FOREIGN = /webhook|callback_?ur[il]|^hook/i;

/** Names of what holds settings. */
const CONFIGURED = /^(env|config|configuration|settings|process)$/i;

const PLACES = ['url', 'origin', 'baseURL', 'uri'];

/** The address of an HTTP request: its first argument, or the `url`, `origin` or `baseURL` in it. */
export function addressOf(linker: Linker, { file, call, frame }: CallReference, levels: readonly Level[], handler: FunctionEntity | undefined): Address {
  const [first] = file.calls[call]?.arguments ?? [];
  if (!first || first.kind === 'spread') return 'unknown';
  const addresses = writtenAddresses(linker, first, frame);
  if (addresses.some(({ entities }) => entities.some((entity) => isFixed(entity, linker)))) return 'fixed';
  const origins = addresses.map(({ value, frame: home }) => originOf(value, { frame: home, levels, ...(handler && { handler }) }));
  const names = origins.flatMap((origin) => [...origin.names]);
  if (names.some((name) => CONFIGURED.test(name))) return 'fixed';
  if (names.some((name) => FOREIGN.test(name))) return 'from data';
  const sources = new Set(origins.flatMap(({ from }) => [...from]));
  return sources.size > 0 && [...sources].every((source) => source === 'message' || source === 'store') ? 'from data' : 'unknown';
}

export interface WrittenAddress {
  readonly value: Value;
  readonly frame: Frame;
  readonly entities: readonly Entity[];
}

/** What is written as the address of a request: the argument, or its `url`, `origin` or `baseURL`. */
export function writtenAddresses(linker: Linker, value: Value, frame: Frame): readonly WrittenAddress[] {
  const entities = linker.evaluate(value, frame);
  const objects = entities.filter((entity) => entity.is === 'object');
  if (objects.length === 0) return [{ value, frame, entities }];
  return objects.flatMap(({ value: object, frame: home }) =>
    object.properties.flatMap((property): readonly WrittenAddress[] =>
      property.kind === 'value' && PLACES.includes(property.key)
        ? [{ value: property.value, frame: home, entities: linker.evaluate(property.value, home) }]
        : [],
    ),
  );
}

function isFixed(entity: Entity, linker: Linker): boolean {
  switch (entity.is) {
    case 'setting':
      return true;
    case 'text': {
      const [start] = entity.parts;
      return start !== undefined && (typeof start === 'string' ? start !== '' : start.is === 'setting');
    }
    case 'external':
      return isFixedUrl(entity, linker);
    default:
      return false;
  }
}

/** `new URL(path, base)`, and its parts. */
function isFixedUrl(entity: ExternalEntity, linker: Linker): boolean {
  const made = entity.from === 'member' && entity.of ? entity.of : entity;
  if (made.from !== 'new' || made.of?.name !== 'URL' || !made.call) return false;
  const written = made.call.file.calls[made.call.call]?.arguments.at(-1);
  if (!written || written.kind === 'spread') return false;
  return linker.evaluate(written, made.call.frame).some((each) => isFixed(each, linker));
}
