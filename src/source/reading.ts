import type { ts } from 'ts-morph';
import type {
  AwaitedRun,
  BindingFact,
  CallFact,
  ClassFact,
  FunctionFact,
  GlobalFact,
  PropertyWrite,
  ProviderFact,
  Step,
  TypeFact,
  TypeReference,
  Use,
} from '../model/file-facts.ts';
import type { Span } from '../model/location.ts';
import type { Value } from '../model/value.ts';

/** A fact whose lists still grow. Spans are pairs, not lists. */
type Growing<T> = {
  -readonly [Key in keyof T]: T[Key] extends Span ? T[Key] : T[Key] extends readonly (infer Element)[] ? Element[] : T[Key];
};

interface GrowingBinding extends Omit<Growing<BindingFact>, 'writes' | 'type' | 'assignedAt'> {
  assignedAt?: Span[];
  writes?: PropertyWrite[];
  type?: TypeReference;
}

export interface GrowingFunction extends Omit<Growing<FunctionFact>, 'thisWrites'> {
  thisWrites?: PropertyWrite[];
}

/** What a value is written for: the variable's name and type, for functions written in place. */
export interface Target {
  readonly name?: string | undefined;
  readonly type?: TypeReference | undefined;
  /** The statement or property whose comment speaks of it. */
  readonly commented?: ts.Node | undefined;
}

/** Expressions hold functions, which hold statements, which hold expressions: the readers find each other here. */
interface Readers {
  expression(place: Place, node: ts.Expression, use: Use, target: Target): Value;
  statements(place: Place, list: readonly ts.Statement[]): void;
}

/** Facts of one file while its text is being read. */
export interface Reading {
  readonly readers: Readers;
  readonly source: ts.SourceFile;
  readonly functions: GrowingFunction[];
  readonly classes: ClassFact[];
  readonly calls: Growing<CallFact>[];
  readonly bindings: GrowingBinding[];
  readonly types: Record<string, TypeFact>;
  readonly exports: Record<string, Value>;
  readonly exportAll: string[];
  readonly imports: Set<string>;
  readonly providers: ProviderFact[];
  readonly awaitedRuns: AwaitedRun[];
  moduleExports: Value | undefined;
  readonly globals: GlobalFact[];
}

/** Names visible at a place; `fn` is the function the scope belongs to. */
export interface Scope {
  readonly names: Map<string, number>;
  readonly parent?: Scope;
  readonly fn: number;
}

/** Where the reader stands: what it reads goes into `steps`. */
export interface Place {
  readonly reading: Reading;
  readonly scope: Scope;
  readonly fn: number;
  readonly cls?: number;
  readonly steps: Step[];
  /** Type parameters in sight, as what they are when nobody says otherwise. */
  readonly typeParameters?: ReadonlyMap<string, TypeReference>;
}

export const dropped: Use = { as: 'dropped', awaited: false };
export const operand: Use = { as: 'operand', awaited: false };
export const stored: Use = { as: 'stored', awaited: false };

/** Reads an expression: its calls become steps of `place`, in the order of execution; its value is returned. */
export function expression(place: Place, node: ts.Expression, use: Use, target: Target = {}): Value {
  return place.reading.readers.expression(place, node, use, target);
}

export function statements(place: Place, list: readonly ts.Statement[]): void {
  place.reading.readers.statements(place, list);
}

export function spanOf(reading: Reading, node: ts.Node): Span {
  return [node.getStart(reading.source, false), node.end];
}

/** The same place, writing into another list of steps. */
export function into(place: Place, steps: Step[]): Place {
  return { ...place, steps };
}

/** The same place in a new block scope. */
export function block(place: Place, steps: Step[]): Place {
  return { ...place, steps, scope: { names: new Map(), parent: place.scope, fn: place.scope.fn } };
}

export function declare(
  place: Place,
  name: string,
  kind: BindingFact['kind'],
  node: ts.Node,
  scope: Scope = place.scope,
): number {
  const known = scope.names.get(name);
  if (known !== undefined) return known;
  const id = place.reading.bindings.length;
  place.reading.bindings.push({ name, fn: scope.fn, kind, values: [], uses: [], span: spanOf(place.reading, node) });
  scope.names.set(name, id);
  return id;
}

export function lookUp(scope: Scope, name: string): number | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const id = at.names.get(name);
    if (id !== undefined) return id;
  }
  return undefined;
}

export function assign(place: Place, binding: number, value: Value): void {
  place.reading.bindings[binding]?.values.push(value);
}

/** The use a call sees that is awaited where it stands: what is put into a literal then is its result. */
export function awaitedUse(use: Use): Use {
  return { ...withoutLiteral(use), awaited: true };
}

/** The use of a part of a literal that stands for the whole. */
export function withoutLiteral({ as, awaited, of, index }: Use): Use {
  return { as, awaited, ...(of !== undefined && { of }), ...(index !== undefined && { index }) };
}
