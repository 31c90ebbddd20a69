import type { FileFacts, FunctionFact, TypeReference } from '../model/file-facts.ts';
import type { LibraryShape } from '../model/library.ts';
import type { Resolution } from '../model/resolution.ts';
import type { Value } from '../model/value.ts';
import type { Written } from '../model/written.ts';
import type { CallReference, ClassEntity, Entity, ExternalEntity, FunctionEntity, InstanceEntity } from './entity.ts';
import type { ExternalNames } from './external.ts';
import type { Arguments, Frame } from './frame.ts';

export interface Binding {
  readonly client: ExternalEntity;
  /** Packages of the platform: a thing of theirs may hold it. */
  readonly platform: readonly string[];
}

/** What linking needs of the outside: all facts, and how modules find each other. */
export interface LinkInput {
  readonly files: ReadonlyMap<string, FileFacts>;
  resolve(from: string, specifier: string): Resolution;
  /** Facts of a file that is no source file of the project, such as an imported JSON file. */
  load(file: string): FileFacts | undefined;
  readonly shapes: readonly LibraryShape[];
  /** Exports by file that nobody looks into: they count as those of a package that is called like the file. */
  readonly opaque?: ReadonlyMap<string, ReadonlySet<string>>;
  /** What is written where a fix is to be written. */
  readonly written: Written;
  /** What a platform hands to code under these names: `env.ORDERS`. */
  readonly bindings?: ReadonlyMap<string, Binding>;
}

/**
 * The linker: answers what values are, what calls reach, who calls whom.
 * Its parts need each other (a member needs a class, a class needs a value), so they find each other here.
 */
export interface Linker extends LinkInput {
  /** What a value is in a frame. One entity for each possibility; bounded. */
  evaluate(value: Value, frame: Frame): readonly Entity[];
  /** What a property of an entity is. */
  memberOf(entity: Entity, name: string, from: MemberContext): readonly Entity[];
  /** What calling gives. */
  resultOf(call: CallReference): readonly Entity[];
  /** What a function entity returns when called with these arguments. */
  returnOf(target: FunctionEntity, given: Arguments, site: CallReference): readonly Entity[];
  /** What a getter, or a function called without arguments, returns. */
  evaluateReturns(target: FunctionEntity): readonly Entity[];
  /** What a parameter is in a frame. */
  parameterOf(frame: Frame, fn: number, index: number, rest: boolean): readonly Entity[];
  /** What a library gives the function it is handed as a plugin. */
  pluginParameter(fact: FunctionFact, index: number): ExternalEntity | undefined;
  /** What a type says of a value: an instance, an external thing, an object of typed members. */
  entitiesOfType(type: TypeReference, file: FileFacts): readonly Entity[];
  /** What dependency injection puts into a parameter or field with these decorators. */
  injected(decorators: readonly Value[], frame: Frame, declared: readonly Entity[]): readonly Entity[];
  /** What was given to the call that made an external thing. */
  makerSlot(entity: ExternalEntity, slot: string): readonly Entity[];
  /** What files put under a global name; `undefined`: nothing, or it is a name of the platform. */
  globalOf(name: string): readonly Entity[] | undefined;
  exportOf(file: FileFacts, name: string): readonly Entity[];
  imported(from: FileFacts, specifier: string, name: string): readonly Entity[];
  /** The frame that stands for any activation of a function. */
  openFrame(file: FileFacts, fn: number): Frame;
  instanceMember(instance: InstanceEntity, name: string, from: MemberContext): readonly Entity[];
  /** `super.name` in the method a frame stands in. */
  superMember(name: string, frame: Frame): readonly Entity[];
  staticMember(cls: ClassEntity, name: string, from: MemberContext): readonly Entity[];
  baseOf(cls: ClassEntity): readonly Entity[];
  subclassesOf(cls: ClassEntity): readonly ClassEntity[];
  implementersOf(name: string): readonly ClassEntity[];
  /** External things in the words of their libraries' tables. */
  readonly names: ExternalNames;
  /** Calls and `new`s that may reach a function or class. */
  callersOf(target: FunctionEntity | ClassEntity): readonly CallReference[];
}

/** Who asks for a member: needed for what a class's own code sees. */
export interface MemberContext {
  readonly file: FileFacts;
  readonly frame: Frame;
}
