import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { SourceText } from '../reading/source-text.ts';
import { imported, parameter, reference, template as put, text, unknown } from '../reading/value.ts';
import { jsonTree } from '../tree/json-tree.ts';
import { type Entry, entriesOf, entryOf, itemsOf, textOf, type Tree, treeAt } from '../tree/tree.ts';

/** A program of Pulumi YAML: its resources, and what its names stand for. */
export interface Program {
  readonly source: SourceText;
  readonly name: string | undefined;
  readonly resources: ReadonlyMap<string, Entry>;
  readonly variables: ReadonlyMap<string, Tree>;
  readonly config: ReadonlyMap<string, Tree>;
}

const deepest = 12;

export function programOf(root: Tree, source: SourceText): Program {
  const entries = (key: string): readonly Entry[] => entriesOf(treeAt(root, key));
  return {
    source,
    name: textOf(treeAt(root, 'name')),
    resources: new Map(entries('resources').map((entry) => [entry.key, entry])),
    variables: new Map(entries('variables').map(({ key, value }) => [key, value])),
    config: new Map([...entries('configuration'), ...entries('config')].map(({ key, value }) => [key, value])),
  };
}

/**
 * What an expression says: text with `${resource.property}`, `$$` for `$`, or an object with one key `fn::…`, in any case.
 * Source: pulumi-yaml 1.38.1 `pkg/pulumiyaml/ast/{expr,interpolation,property}.go`.
 */
export function valueOf(tree: Tree | undefined, program: Program, depth = 0): InfrastructureValue {
  if (tree === undefined || depth > deepest) return unknown('nothing is written there');
  if (tree.kind === 'value') return tree.value;
  if (tree.kind === 'scalar') return tree.value === null ? unknown('nothing is written there') : interpolated(tree.text, program, depth);
  const call = callOf(tree);
  if (!call) return unknown(tree.kind === 'list' ? 'a list' : 'an object');
  switch (call.name) {
    case 'join':
      return joined(call.argument, program, depth);
    case 'secret':
    case 'unsecret':
      return valueOf(call.argument, program, depth + 1);
    case 'stackreference':
    case 'invoke':
      return imported(call.name);
    default:
      return unknown(`fn::${call.name} is not followed`);
  }
}

/** A whole that is written elsewhere in the program: a variable, a secret, JSON as text. */
export function wholeOf(tree: Tree | undefined, program: Program, depth = 0): Tree | undefined {
  if (tree === undefined || depth > deepest) return undefined;
  const call = callOf(tree);
  if (call && ['tojson', 'secret', 'unsecret'].includes(call.name)) return wholeOf(call.argument, program, depth + 1);
  if (tree.kind !== 'scalar' || typeof tree.value !== 'string') return tree;
  const [, symbol] = /^\$\{(\w+)\}$/.exec(tree.text) ?? [];
  const variable = symbol === undefined ? undefined : program.variables.get(symbol);
  if (variable) return wholeOf(variable, program, depth + 1);
  const inside = tree.text.trimStart().startsWith('{') ? jsonTree(tree.text) : undefined;
  return inside?.tree && inside.faults.length === 0 ? inside.tree : tree;
}

interface Call {
  readonly name: string;
  readonly argument: Tree;
}

/** `fn::toJSON: { … }` */
export function callOf(tree: Tree): Call | undefined {
  const [entry, second] = entriesOf(tree);
  const [, name] = /^fn::([A-Za-z0-9]+)$/i.exec(entry?.key ?? '') ?? [];
  return entry && !second && name !== undefined ? { name: name.toLowerCase(), argument: entry.value } : undefined;
}

function joined(argument: Tree, program: Program, depth: number): InfrastructureValue {
  const [separator, list] = itemsOf(argument);
  if (list?.kind !== 'list') return unknown('join of a list that is not written out');
  const between = valueOf(separator, program, depth + 1);
  return put(list.items.flatMap((item, at) => [...(at === 0 ? [] : [between]), valueOf(item, program, depth + 1)]));
}

function interpolated(written: string, program: Program, depth: number): InfrastructureValue {
  const pieces = written.split(/(\$\$|\$\{[^}]*\})/);
  return put(pieces.map((piece) => (piece === '$$' ? text('$') : piece.startsWith('${') ? accessed(piece.slice(2, -1), program, depth) : text(piece))));
}

/** `queue.arn`, `["my queue"].arn`, `queues[0].arn` */
function accessed(path: string, program: Program, depth: number): InfrastructureValue {
  const [root = '', ...steps] = Array.from(path.matchAll(/\["((?:\\"|[^"])*)"\]|\[(\d+)\]|([^.[\]]+)/g), ([, quoted, index, name]) => quoted ?? index ?? name ?? '');
  if (program.resources.has(root)) return reference(root, steps.length === 0 ? undefined : steps.join('.'));
  const variable = program.variables.get(root);
  if (variable) return valueOf(steps.reduce<Tree | undefined>((at, step) => entryOf(at, step)?.value, variable), program, depth + 1);
  if (root === 'pulumi') return steps[0] === 'project' && program.name !== undefined ? text(program.name) : parameter(path);
  const setting = program.config.get(root);
  const given = setting && (setting.kind === 'map' ? (treeAt(setting, 'value') ?? treeAt(setting, 'default')) : setting);
  return given && steps.length === 0 ? valueOf(given, program, depth + 1) : parameter(path);
}
