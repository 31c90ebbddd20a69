import type { FileFacts } from '../../model/file-facts.ts';
import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Span } from '../../model/location.ts';
import type { ArrayValue, ObjectValue, Property, Value } from '../../model/value.ts';
import { parameter, template as put, text, unknown } from '../reading/value.ts';
import { deepest, type Entry, entriesOf, map, type ParsedTree, scalar, textOf, type Tree, treeAt } from './tree.ts';

const mostNodes = 50_000;
/** The object that is exported, and each of its settings, are of use even if a part of them is computed. */
const partialLevels = 2;

interface Reading {
  readonly facts: FileFacts;
  readonly folder: string | undefined;
  /** Variables that are being followed. */
  readonly active: Set<number>;
  nodes: number;
  spreads: number;
}

interface LiteralOptions {
  /** What is exported under this name; what the module exports as a whole where none is given. */
  readonly name?: string;
  /** What the folder of the module is called where a text starts with something made of `__dirname` alone. */
  readonly folder?: string;
}

/** Where a value stands, and how many levels of objects in it are of use even if a part of them is computed. */
interface Place {
  readonly span: Span;
  readonly depth: number;
  readonly levels: number;
}

/**
 * The object that a module of TypeScript or JavaScript exports, as data: literals, constants of the same file, spreads
 * of those. What is computed is a hole, and so is an object of which a part is: what it lacks may stand in that part.
 */
export function literalTree(facts: FileFacts, { name = 'default', folder }: LiteralOptions = {}): ParsedTree {
  const value = exportOf(facts, name);
  const reading: Reading = { facts, folder, active: new Set(), nodes: 0, spreads: 0 };
  return { tree: value && treeOf(reading, value, { span: [0, 0], depth: 0, levels: partialLevels }), faults: [] };
}

/** What a module exports under a name. */
export function exportOf({ exports, moduleExports }: FileFacts, name: string): Value | undefined {
  return name === 'default' ? (moduleExports ?? exports['default']) : Object.hasOwn(exports, name) ? exports[name] : undefined;
}

function treeOf(reading: Reading, value: Value, place: Place): Tree {
  const { span } = place;
  reading.nodes += 1;
  if (place.depth > deepest || reading.nodes > mostNodes) return hole('it goes too deep', span);
  switch (value.kind) {
    case 'literal':
      return scalar(value.value, span, value.value === null ? '' : String(value.value));
    case 'undefined':
      return scalar(null, span, '');
    case 'object':
      return objectOf(reading, value, place);
    case 'array':
      return listOf(reading, value, place);
    case 'template':
      return { kind: 'value', value: textIn(reading, value.parts, place), span };
    case 'binding':
      return constantOf(reading, value.binding, place);
    case 'member':
      return treeAt(treeOf(reading, value.of, { ...place, depth: place.depth + 1, levels: 0 }), value.name) ?? hole('it is computed', span);
    case 'import':
      return { kind: 'value', value: unknown('it stands in another file'), span, file: moduleNamed(value.from, value.name) };
    case 'env':
      return { kind: 'value', value: parameter(value.name), span };
    default:
      return hole('it is computed', span);
  }
}

/** `module`, or `module#name` unless it is what the module exports as a whole. */
export function moduleNamed(from: string, name: string): string {
  return name === 'default' || name === '=' || name === '*' ? from : `${from}#${name}`;
}

/** A variable that is never anything else. */
function constantOf(reading: Reading, binding: number, place: Place): Tree {
  const { values = [], writes = [] } = reading.facts.bindings[binding] ?? {};
  const [only, ...others] = values;
  if (!only || others.length > 0 || writes.length > 0 || reading.active.has(binding)) return hole('it is computed', place.span);
  reading.active.add(binding);
  const tree = treeOf(reading, only, { ...place, depth: place.depth + 1 });
  reading.active.delete(binding);
  return tree;
}

function objectOf(reading: Reading, { properties, span }: ObjectValue, place: Place): Tree {
  const parts = properties.map((property) => entriesIn(reading, property, { ...place, span }));
  const isWhole = parts.every((part) => part !== undefined);
  return isWhole || place.levels > 0 ? map(parts.flatMap((part) => part ?? []), span) : hole('a part of it is computed', span);
}

/** What a property adds to an object; undefined where that is computed. */
function entriesIn(reading: Reading, property: Property, { span: around, depth, levels }: Place): readonly Entry[] | undefined {
  if (property.kind === 'spread') {
    const tree = treeOf(reading, property.of, { span: around, depth: depth + 1, levels: 0 });
    // What is spread from another file stands under a name that no setting has.
    if (levels > 0 && tree.kind === 'value' && tree.file !== undefined) return [{ key: `*${String(reading.spreads++)}`, value: tree, span: around }];
    return tree.kind === 'map' ? entriesOf(tree) : undefined;
  }
  if (property.kind !== 'value' || property.value.kind === 'function') return undefined;
  const { key, value, span } = property;
  const inside = levels === 0 || key === 'Resources' ? levels : levels - 1;
  return [{ key, value: treeOf(reading, value, { span, depth: depth + 1, levels: inside }), span }];
}

function listOf(reading: Reading, { elements, span }: ArrayValue, { depth }: Place): Tree {
  const place = { span, depth: depth + 1, levels: 0 };
  const items = elements.flatMap((element): readonly Tree[] => {
    if (element.kind !== 'spread') return [treeOf(reading, element, place)];
    const tree = treeOf(reading, element.of, place);
    return tree.kind === 'list' ? tree.items : [tree];
  });
  return { kind: 'list', items, span };
}

/** `${opt:stage}` between other quotes is a variable of the framework, in a template only behind a backslash. */
function textIn(reading: Reading, parts: readonly Value[], place: Place): InfrastructureValue {
  const values = parts.map((part, index) => {
    if (index === 0 && reading.folder !== undefined && isMadeOfFolder(reading.facts, part)) return text(reading.folder);
    const tree = treeOf(reading, part, { ...place, depth: place.depth + 1, levels: 0 });
    const written = textOf(tree);
    if (written !== undefined) return text(written);
    return tree.kind === 'value' ? tree.value : unknown('it is no text');
  });
  // The framework's own variables are followed in a whole text alone.
  const isMixed = values.some(({ kind }) => kind !== 'text') && values.some((value) => value.kind === 'text' && value.text.includes('${'));
  return isMixed ? unknown('it is computed') : put(values);
}

/** `__dirname`, and what a function makes of it: `folderOf(__dirname)`. */
function isMadeOfFolder({ calls }: FileFacts, value: Value): boolean {
  if (value.kind === 'global') return value.name === '__dirname';
  return value.kind === 'call' && (calls[value.call]?.arguments.some((each) => each.kind === 'global' && each.name === '__dirname') ?? false);
}

function hole(why: string, span: Span): Tree {
  return { kind: 'value', value: unknown(why), span };
}
