import type { InfrastructureValue } from '../../model/infrastructure.ts';
import {
  display,
  imported,
  mapTexts,
  numberOf,
  parameter,
  reference,
  sameValue,
  template as put,
  text,
  unknown,
} from '../reading/value.ts';
import { entriesOf, itemsOf, type Tree, treeAt } from '../tree/tree.ts';
import type { Template } from './template.ts';

/** What a property of a template says: a scalar, or one of the intrinsic functions. */
export function valueOf(tree: Tree | undefined, template: Template): InfrastructureValue {
  if (tree === undefined) return unknown('nothing is written there');
  if (tree.kind === 'value') return tree.value;
  if (tree.kind === 'scalar') return tree.value === null ? unknown('nothing is written there') : withDynamic(tree.text);

  const call = intrinsicOf(tree);
  if (call === undefined) return unknown(tree.kind === 'list' ? 'a list' : 'an object');
  return functions.get(call.name)?.(call.argument, template) ?? unknown(`${call.name} is not followed`);
}

export interface Intrinsic {
  readonly name: string;
  readonly argument: Tree;
}

export function intrinsicOf(tree: Tree): Intrinsic | undefined {
  const [only, second] = entriesOf(tree);
  if (only === undefined || second !== undefined) return undefined;
  return only.key === 'Ref' || only.key.startsWith('Fn::') ? { name: only.key, argument: only.value } : undefined;
}

const functions = new Map<string, (argument: Tree, template: Template) => InfrastructureValue>([
  ['Ref', (argument, template) => named(argumentText(argument), template)],
  ['Fn::GetAtt', attributeOf],
  ['Fn::Sub', substituted],
  ['Fn::Join', joined],
  ['Fn::ImportValue', (argument, template) => imported(display(valueOf(argument, template)))],
  ['Fn::If', eitherOf],
  ['Fn::Select', selected],
  ['Fn::FindInMap', foundInMap],
]);

function argumentText(tree: Tree): string {
  return tree.kind === 'scalar' ? tree.text : '';
}

/** What a name stands for: a parameter, a pseudo parameter or a resource, perhaps with an attribute. */
function named(path: string, template: Template): InfrastructureValue {
  const dot = path.indexOf('.');
  const name = dot === -1 ? path : path.slice(0, dot);
  if (name === '') return unknown('a name that is no text');
  if (name.startsWith('AWS::')) return parameter(path);
  const given = dot === -1 ? template.parameters.get(name) : undefined;
  return given ?? reference(template.addresses.get(name) ?? name, dot === -1 ? undefined : path.slice(dot + 1));
}

function attributeOf(argument: Tree, template: Template): InfrastructureValue {
  const path = argument.kind === 'list' ? argument.items.map(argumentText).join('.') : argumentText(argument);
  return named(path, template);
}

/** `text ${Name} ${Name.Attribute} ${!literal}`, or that and a map of further names. */
function substituted(argument: Tree, template: Template): InfrastructureValue {
  const [first, names] = argument.kind === 'list' ? argument.items : [argument];
  if (first === undefined || (first.kind !== 'scalar' && first.kind !== 'value')) return unknown('Fn::Sub of no text');
  const written = first.kind === 'scalar' ? text(first.text) : first.value;
  return mapTexts(written, (part) => put(part.split(/(\$\{[^{}]*\})/).map((piece) => pieceOf(piece, names, template))));
}

function pieceOf(piece: string, names: Tree | undefined, template: Template): InfrastructureValue {
  const name = /^\$\{([^{}]*)\}$/.exec(piece)?.[1]?.trim();
  if (name === undefined) return withDynamic(piece);
  if (name.startsWith('!')) return text(`\${${name.slice(1)}}`);
  const own = treeAt(names, name);
  return own === undefined ? named(name, template) : valueOf(own, template);
}

function joined(argument: Tree, template: Template): InfrastructureValue {
  const [delimiter, parts] = itemsOf(argument);
  if (delimiter?.kind !== 'scalar' || parts?.kind !== 'list')
    return unknown('Fn::Join of a list that is not written out');
  return put(parts.items.flatMap((part, at) => [text(at === 0 ? '' : delimiter.text), valueOf(part, template)]));
}

function eitherOf(argument: Tree, template: Template): InfrastructureValue {
  const [condition, then, otherwise] = itemsOf(argument);
  const one = valueOf(then, template);
  return sameValue(one, valueOf(otherwise, template))
    ? one
    : unknown(`it depends on the condition ${condition ? argumentText(condition) : ''}`);
}

function selected(argument: Tree, template: Template): InfrastructureValue {
  const [index, list] = itemsOf(argument);
  const at = numberOf(valueOf(index, template));
  if (at === undefined || list === undefined) return unknown('Fn::Select of something not written out');
  if (list.kind === 'list') return valueOf(list.items[at], template);
  const [delimiter, whole] = intrinsicOf(list)?.name === 'Fn::Split' ? itemsOf(intrinsicOf(list)?.argument) : [];
  const value = valueOf(whole, template);
  if (delimiter?.kind !== 'scalar' || value.kind !== 'text') return unknown('Fn::Select of something not written out');
  const piece = value.text.split(delimiter.text)[at];
  return piece === undefined ? unknown('Fn::Select past the end') : text(piece);
}

function foundInMap(argument: Tree, template: Template): InfrastructureValue {
  const keys = itemsOf(argument).map((item) => valueOf(item, template));
  const path = keys.flatMap((key) => (key.kind === 'text' ? [key.text] : []));
  if (path.length !== 3 || keys.length !== 3) return unknown('Fn::FindInMap with a key that is not known');
  const found = template.mappings.map((mappings) => treeAt(mappings, ...path)).find((tree) => tree !== undefined);
  return found === undefined ? unknown('Fn::FindInMap of nothing') : valueOf(found, template);
}

/** `{{resolve:ssm:/orders/queue}}` names something kept elsewhere. */
function withDynamic(written: string): InfrastructureValue {
  if (!written.includes('{{resolve:')) return text(written);
  const pieces = written.split(/\{\{resolve:([^{}]*)\}\}/);
  return put(pieces.map((piece, at) => (at % 2 === 1 ? imported(piece) : text(piece))));
}
