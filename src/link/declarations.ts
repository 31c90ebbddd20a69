import type { Broker, DeclarationPattern } from '../model/broker.ts';
import type { Location } from '../model/location.ts';
import { callLocation } from './call-location.ts';
import { opensIn } from './opens.ts';
import type { CallReference, Entity, OpenEntity } from './entity.ts';
import { says } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { findLibraryCalls, isOf, libraryCallees, type MatchedCall } from './library-calls.ts';
import { instantiate } from './lift.ts';
import type { Linker } from './linker.ts';
import { type Name, nameOf } from './name.ts';
import { argumentsFrom } from './parameters.ts';
import { firstSlot, type LibraryCall, slotOf } from './slots.ts';

/** A call that declares a destination or sets options, for one destination or (without a name) for all. */
export interface LinkedDeclaration {
  readonly broker: Broker;
  readonly key: string;
  readonly name?: Name;
  readonly options: readonly Entity[];
  /** Every argument and receiver of it is known; else it may say more than we see. */
  readonly at: Location;
  readonly library?: LibraryCall;
}

interface Fields {
  readonly found: readonly { readonly name: readonly Entity[]; readonly options: readonly Entity[] }[];
  readonly library?: LibraryCall;
}

export function findDeclarations(linker: Linker, brokers: readonly Broker[]): readonly LinkedDeclaration[] {
  return findLibraryCalls(linker, brokers, (broker) => broker.declarations).flatMap((match) => {
    const fn = match.file.calls[match.call]?.fn ?? 0;
    const instances = instantiate(linker, match.file, fn, (frame) => readFields(linker, match, frame));
    const at = callLocation({ file: match.file, call: match.call });
    return instances.flatMap(({ fields }) =>
      fields.found.map(({ name, options }): LinkedDeclaration => {
        const named = nameOf(name);
        return { broker: match.broker, key: match.key, ...(named && { name: named }), options, at, ...(fields.library && { library: fields.library }) };
      }),
    );
  });
}

function readFields(
  linker: Linker,
  match: MatchedCall<DeclarationPattern>,
  frame: Frame,
): { readonly fields: Fields; readonly open: readonly OpenEntity[] } {
  const callee = libraryCallees(linker, match.file, match.call, frame).find((each) => isOf(match.broker, each.callee));
  if (!callee) return { fields: { found: [] }, open: [] };
  const reference: CallReference = { file: match.file, call: match.call, frame };
  const library: LibraryCall = { reference, callee: callee.callee };
  const { destination, options } = match.pattern;
  if (destination[0]?.startsWith('*')) return { fields: { found: eachArgument(linker, reference, match.pattern), library }, open: [] };
  const name = firstSlot(linker, library, destination);
  const read = options === undefined ? [] : optionsAt(linker, library, options);
  return { fields: { found: [{ name, options: read }], library }, open: [...opensIn(name), ...opensIn(read)] };
}

/** `registerQueue({ name: 'a', … }, { name: 'b', … })`: one declaration an argument. */
function eachArgument(linker: Linker, { file, call, frame }: CallReference, { destination, options }: DeclarationPattern): Fields['found'] {
  const written = file.calls[call]?.arguments ?? [];
  const [all] = argumentsFrom(linker, { written, frame }, 0, true);
  const items = all?.is === 'list' ? all.items : [];
  return items.flatMap((item) => {
    const objects = item.flatMap((entity) => (entity.is === 'list' ? entity.items.flat() : [entity]));
    return objects.map((entity) => ({
      name: pathOf(linker, [entity], destination[0]?.split('.').slice(1) ?? [], frame),
      options: pathOf(linker, [entity], options?.split('.').slice(1) ?? [], frame),
    }));
  });
}

function optionsAt(linker: Linker, library: LibraryCall, slot: string): readonly Entity[] {
  const [first = '', ...path] = slot.split('.');
  return pathOf(linker, slotOf(linker, library, first), path, library.reference.frame);
}

/** Members behind each other; `useFactory()` is what the function there returns. */
function pathOf(linker: Linker, entities: readonly Entity[], path: readonly string[], frame: Frame): readonly Entity[] {
  return path.reduce((at, part) => {
    const name = part.replace('()', '');
    const members = at.flatMap((entity) => linker.memberOf(entity, name, { file: frame.file, frame }));
    if (!part.endsWith('()')) return members;
    return members.filter(says).flatMap((entity) => (entity.is === 'function' ? linker.evaluateReturns(entity) : []));
  }, entities);
}
