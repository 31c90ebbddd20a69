import type { InfrastructureValue, WrittenDeadLetter } from '../../model/infrastructure.ts';
import type { Edit } from '../../model/finding.ts';
import type { Span } from '../../model/location.ts';
import { locate } from '../reading/source-text.ts';
import { booleanOf, numberOf, unknown } from '../reading/value.ts';
import { entryOf, itemsOf, sameTree, type Tree } from '../tree/tree.ts';
import { intrinsicOf, valueOf } from './intrinsics.ts';
import type { Template } from './template.ts';

/** What stands at a path of keys, and the span of the first of them. Undecided: `'unknown'`. */
export type Setting = { readonly tree: Tree; readonly span: Span } | 'unknown' | undefined;

type Path = readonly [string, ...string[]];

/** Follows `Fn::If`: branches that say the same count; one that says nothing beside one that does not is undecided. */
export function settingAt(tree: Tree | undefined, path: Path): Setting {
  if (tree === undefined) return undefined;
  if (tree.kind !== 'map') return tree.kind === 'scalar' && tree.value === null ? undefined : 'unknown';
  const intrinsic = intrinsicOf(tree);
  if (intrinsic?.name === 'Fn::If') {
    const [, then, otherwise] = itemsOf(intrinsic.argument);
    return either(settingAt(branch(then), path), settingAt(branch(otherwise), path));
  }
  if (intrinsic !== undefined) return 'unknown';

  const [key, next, ...rest] = path;
  const entry = entryOf(tree, key);
  if (entry === undefined) return tree.entries.has('Fn::Transform') ? 'unknown' : undefined;
  if (next === undefined) return decided(entry.value, entry.span);
  const inner = settingAt(entry.value, [next, ...rest]);
  return typeof inner === 'object' ? { tree: inner.tree, span: entry.span } : inner;
}

function decided(tree: Tree, span: Span): Setting {
  if (branch(tree) === undefined || (tree.kind === 'scalar' && tree.value === null)) return undefined;
  const intrinsic = intrinsicOf(tree);
  if (intrinsic?.name !== 'Fn::If') return { tree, span };
  const [, then, otherwise] = itemsOf(intrinsic.argument);
  return either(then && decided(then, span), otherwise && decided(otherwise, span));
}

function branch(tree: Tree | undefined): Tree | undefined {
  const intrinsic = tree && intrinsicOf(tree);
  const isNothing =
    intrinsic?.name === 'Ref' && intrinsic.argument.kind === 'scalar' && intrinsic.argument.text === 'AWS::NoValue';
  return isNothing ? undefined : tree;
}

function either(one: Setting, other: Setting): Setting {
  if (one === undefined && other === undefined) return undefined;
  if (typeof one !== 'object' || typeof other !== 'object') return 'unknown';
  if (sameTree(one.tree, other.tree)) return one;
  return { tree: { kind: 'value', value: unknown('it depends on a condition'), span: one.span }, span: one.span };
}

/** Undefined where nothing is written. */
export function valueAt(tree: Tree | undefined, path: Path, template: Template): InfrastructureValue | undefined {
  const setting = settingAt(tree, path);
  if (setting === 'unknown') return unknown('it depends on a condition');
  return setting && valueOf(setting.tree, template);
}

export function numberAt(tree: Tree | undefined, path: Path, template: Template): number | undefined {
  const value = valueAt(tree, path, template);
  return value && numberOf(value);
}

export function booleanAt(tree: Tree | undefined, path: Path, template: Template): boolean | undefined {
  const value = valueAt(tree, path, template);
  return value && booleanOf(value);
}

/** The dead-letter destination whose ARN stands at a path. */
export function deadLetterAt(tree: Tree | undefined, path: Path, template: Template): WrittenDeadLetter {
  const target = settingAt(tree, path);
  if (typeof target !== 'object') return target;
  return { target: valueOf(target.tree, template), at: locate(template.source, target.span) };
}

/** `RedrivePolicy` of a queue or an SNS subscription. */
export function redrivePolicyOf(properties: Tree | undefined, template: Template): WrittenDeadLetter {
  const deadLetter = deadLetterAt(properties, ['RedrivePolicy', 'deadLetterTargetArn'], template);
  if (typeof deadLetter !== 'object') return deadLetter;
  const moreTries = moreTriesAt(settingAt(properties, ['RedrivePolicy', 'maxReceiveCount']), template);
  return { ...deadLetter, maxDeliveries: numberAt(properties, ['RedrivePolicy', 'maxReceiveCount'], template), ...(moreTries && { moreTries }) };
}

/** A number, or a number in quotes, that says one. */
function moreTriesAt(count: Setting, { source }: Template): Edit | undefined {
  if (typeof count !== 'object' || count.tree.kind !== 'scalar') return undefined;
  const [start, end] = count.tree.span;
  const written = source.text.slice(start, end);
  return /^(["']?)1\1$/.test(written) ? { file: source.file, start, end, text: written.replace('1', '5') } : undefined;
}
