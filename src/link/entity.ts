import type { ClassFact, FileFacts, FunctionFact, TypeReference } from '../model/file-facts.ts';
import type { Location, Span } from '../model/location.ts';
import type { Reason } from '../model/reason.ts';
import type { ObjectValue, Value } from '../model/value.ts';
import type { Arguments, Frame } from './frame.ts';

/**
 * What a value turns out to be once names of other files are followed.
 * A value may turn out to be one of several entities; an empty list means that nothing is known to reach it.
 */
export type Entity =
  | TextEntity
  | { readonly is: 'constant'; readonly value: number | boolean | null | undefined }
  | ObjectEntity
  | { readonly is: 'record'; readonly entries: readonly (readonly [key: string, entities: readonly Entity[]])[] }
  | { readonly is: 'list'; readonly items: readonly (readonly Entity[])[]; readonly open: boolean }
  | FunctionEntity
  | ClassEntity
  | InstanceEntity
  | ExternalEntity
  | { readonly is: 'module'; readonly file: FileFacts }
  | ShapeEntity
  | SettingEntity
  | OpenEntity
  | UnknownEntity;

/** Text, with holes where a part is not known. */
export interface TextEntity {
  readonly is: 'text';
  readonly parts: readonly (string | SettingEntity | OpenEntity | UnknownEntity)[];
}

export interface ObjectEntity {
  readonly is: 'object';
  readonly value: ObjectValue;
  readonly frame: Frame;
  /** What is written into it after its creation. */
  readonly writes?: readonly { readonly key: string | Value; readonly value: Value; readonly frame: Frame }[];
}

/** A function with the variables it closes over, and its `this` where it was taken from an object. */
export interface FunctionEntity {
  readonly is: 'function';
  readonly file: FileFacts;
  readonly fn: number;
  readonly fact: FunctionFact;
  readonly frame: Frame;
  readonly self?: Entity;
  /** Arguments already given by `bind`. */
  readonly bound?: readonly (readonly Entity[])[];
}

export interface ClassEntity {
  readonly is: 'class';
  readonly file: FileFacts;
  readonly cls: number;
  readonly fact: ClassFact;
  readonly frame: Frame;
}

export interface InstanceEntity {
  readonly is: 'instance';
  readonly of: ClassEntity;
  /** The `new` that made it, where it is known. */
  readonly construction?: { readonly arguments: Arguments; readonly site: CallReference };
  /** False: a value of this type, so perhaps of a subclass. */
  readonly exact: boolean;
  readonly open?: OpenEntity;
}

/** A value of an interface or object type that no class implements: known by the types of its members. */
export interface ShapeEntity {
  readonly is: 'shape';
  readonly members: Readonly<Record<string, TypeReference>>;
  readonly extends: readonly TypeReference[];
  readonly file: FileFacts;
  readonly open?: OpenEntity;
}

/** A thing of another package: an export, a type, or what is reached from one by members and calls. */
export interface ExternalEntity {
  readonly is: 'external';
  readonly package: string;
  readonly from: 'export' | 'type' | 'member' | 'call' | 'new' | 'argument';
  /** Name of the export, type or member; for `argument`, the path of the callback and the parameter's index. */
  readonly name: string;
  /** The receiver of a member, the callee of a call. */
  readonly of?: ExternalEntity;
  readonly call?: CallReference;
  /** The project's class that extends it, or an object of that class. */
  readonly self?: ClassEntity | InstanceEntity;
  readonly open?: OpenEntity;
  /** The name by which a platform hands it over: `env.ORDERS`. */
  readonly binding?: string;
  /** Decorators on the parameter or property that holds it: `@InjectQueue('email')`. */
  readonly by?: ExternalEntity;
}

/** A call of one file, seen from one frame of the function it stands in. */
export interface CallReference {
  readonly file: FileFacts;
  readonly call: number;
  readonly frame: Frame;
}

/** An environment variable or a configuration key, with the default the code gives it. */
export interface SettingEntity {
  readonly is: 'setting';
  readonly source: 'env' | 'config';
  readonly name: string;
}

/** Depends on something that only a caller, a subclass or an element decides. */
export type OpenEntity =
  | { readonly is: 'open'; readonly on: 'parameter'; readonly file: FileFacts; readonly fn: number; readonly index: number }
  | { readonly is: 'open'; readonly on: 'this'; readonly class: ClassEntity }
  | { readonly is: 'open'; readonly on: 'each'; readonly value: Value; readonly frame: Frame };

export interface UnknownEntity {
  readonly is: 'unknown';
  readonly why: Reason;
  readonly at?: Location;
  /** What would decide it: a module, a folder, a package. */
  readonly about?: string;
}

export function text(value: string): TextEntity {
  return { is: 'text', parts: [value] };
}

export function unknown(why: Reason, at?: Location, about?: string): UnknownEntity {
  return { is: 'unknown', why, ...(at && { at }), ...(about !== undefined && { about }) };
}

/** The text of an entity without holes. */
export function plainText(entity: Entity): string | undefined {
  if (entity.is === 'constant' && typeof entity.value === 'number') return String(entity.value);
  if (entity.is !== 'text') return undefined;
  const parts = entity.parts.filter((part) => typeof part === 'string');
  return parts.length === entity.parts.length ? parts.join('') : undefined;
}

/** Line and column of an offset, from 1. */
export function locationOf(file: FileFacts, [start, end]: Span): Location {
  const from = positionOf(file, start);
  const to = positionOf(file, end);
  return { file: file.file, ...from, endLine: to.line, endColumn: to.column };
}

export function positionOf({ lineStarts }: FileFacts, offset: number): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}
