import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import { type Fault, withoutFaults } from '../reading/problem.ts';
import { locate, type SourceText } from '../reading/source-text.ts';
import { imported, parameter, text } from '../reading/value.ts';
import { type Entry, entriesOf, entryOf, textOf, type Tree, treeAt } from '../tree/tree.ts';

/** A CloudFormation template, or the part of another file that is one. */
export interface Template {
  readonly source: SourceText;
  readonly scope: string;
  readonly parameters: ReadonlyMap<string, InfrastructureValue>;
  readonly mappings: readonly Tree[];
  readonly declared: ReadonlyMap<string, Declared>;
  /** Logical ids that a framework makes up, with the address of what they stand for. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** One resource of a template. */
export interface Declared {
  readonly id: string;
  readonly type: string;
  readonly properties: Tree | undefined;
  readonly tree: Tree;
  readonly at: Location;
  /** Offset of its key. */
  readonly start: number;
}

/** In: top levels of templates that are deployed as one. A resource with a syntax fault in it is left out. */
export function templateOf(
  roots: readonly Tree[],
  source: SourceText,
  faults: readonly Fault[],
  addresses: ReadonlyMap<string, string> = new Map(),
): Template {
  return {
    source,
    scope: source.file,
    parameters: new Map(roots.flatMap((root) => entriesOf(treeAt(root, 'Parameters')).map(parameterOf))),
    mappings: roots.flatMap((root) => treeAt(root, 'Mappings') ?? []),
    declared: new Map(
      roots
        .flatMap((root) => withoutFaults(entriesOf(treeAt(root, 'Resources')), faults))
        .map((entry) => [entry.key, declaredOf(entry, source)]),
    ),
    addresses,
  };
}

function declaredOf({ key, value, span }: Entry, source: SourceText): Declared {
  return {
    id: key,
    type: textOf(entryOf(value, 'Type')?.value) ?? '',
    properties: treeAt(value, 'Properties'),
    tree: value,
    at: locate(source, span),
    start: span[0],
  };
}

/** An empty default says as little as none. The default of an SSM parameter is a name in the parameter store. */
function parameterOf({ key, value }: Entry): readonly [string, InfrastructureValue] {
  const written = textOf(treeAt(value, 'Default'));
  if (written === undefined || written === '') return [key, parameter(key)];
  const type = textOf(treeAt(value, 'Type')) ?? '';
  return [key, type.startsWith('AWS::SSM::Parameter::') ? imported(`ssm:${written}`) : text(written)];
}
