import type { InfrastructureValue, WrittenDeadLetter } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import type { Block, ConditionalExpression, Expression } from '../hcl/syntax.ts';
import { eitherOf } from '../reading/dead-letter.ts';
import { locate } from '../reading/source-text.ts';
import { template as put, text } from '../reading/value.ts';
import { attributeOf, blockIn, numberFrom } from './block.ts';
import { follow, type Module } from './module.ts';
import { keyOf, simplify } from './simplify.ts';
import { valueOf } from './value.ts';

/** An ARN in a block of its own: `dead_letter_config { target_arn = … }`, or two blocks deep. */
export function deadLetterIn(
  block: Block,
  path: readonly [string, ...string[]],
  attribute: string,
  module: Module,
): WrittenDeadLetter {
  let inside = block;
  for (const type of path) {
    const next = blockIn(inside, type);
    if (next === undefined) return undefined;
    if (next === 'dynamic') return 'unknown';
    inside = next;
  }
  const target = attributeOf(inside, attribute)?.value;
  const outermost = blockIn(block, path[0]);
  const { span } = typeof outermost === 'object' ? outermost : inside;
  return target && targetFrom(target, locate(module.source, span), module);
}

export function targetFrom(expression: Expression, at: Location, module: Module): WrittenDeadLetter {
  const simple = simplify(expression, module);
  if (simple.kind === 'conditional') {
    return either(simple, (branch) => targetFrom(branch, at, module), module);
  }
  if (simple.kind === 'literal' && (simple.value === null || simple.value === '')) return undefined;
  if (simple.kind === 'call' && (simple.name === 'try' || simple.name === 'coalesce')) return 'unknown';
  return { target: valueOf(expression, module), at };
}

function either(
  { then, otherwise }: ConditionalExpression,
  read: (branch: Expression) => WrittenDeadLetter,
  module: Module,
): WrittenDeadLetter {
  return follow(module, () => eitherOf(read(then), read(otherwise)), 'unknown');
}

/** `redrive_policy` of a queue or an SNS subscription: `jsonencode({ … })`, JSON as text, or a local that is one. */
export function redrivePolicyOf(block: Block, module: Module): WrittenDeadLetter {
  const attribute = attributeOf(block, 'redrive_policy');
  return attribute && policyFrom(attribute.value, locate(module.source, attribute.span), module);
}

function policyFrom(expression: Expression, at: Location, module: Module): WrittenDeadLetter {
  const simple = simplify(expression, module);
  switch (simple.kind) {
    case 'literal':
      return simple.value === null || simple.value === '' ? undefined : fromJson([simple], at, module);
    case 'template':
      return fromJson(simple.parts, at, module);
    case 'conditional':
      return either(simple, (branch) => policyFrom(branch, at, module), module);
    case 'call':
      return simple.name === 'jsonencode' && simple.arguments[0]
        ? fromObject(simple.arguments[0], at, module)
        : 'unknown';
    default:
      return 'unknown';
  }
}

function fromObject(expression: Expression, at: Location, module: Module): WrittenDeadLetter {
  const simple = simplify(expression, module);
  if (simple.kind === 'conditional') {
    return either(simple, (branch) => fromObject(branch, at, module), module);
  }
  if (simple.kind === 'literal' && simple.value === null) return undefined;
  if (simple.kind !== 'object') return 'unknown';

  const entry = (key: string): Expression | undefined =>
    simple.entries.findLast((candidate) => keyOf(candidate) === key)?.value;
  const target = entry('deadLetterTargetArn');
  if (target === undefined) return simple.entries.length === 0 ? undefined : 'unknown';
  const deadLetter = targetFrom(target, at, module);
  const count = entry('maxReceiveCount');
  return typeof deadLetter === 'object'
    ? { ...deadLetter, maxDeliveries: count && numberFrom(count, module) }
    : deadLetter;
}

/** Stands in JSON for the expression of that number. */
const mark = '\uE000';

function fromJson(parts: readonly Expression[], at: Location, module: Module): WrittenDeadLetter {
  const json = parts
    .map((part, index) => (part.kind === 'literal' ? String(part.value) : `${mark}${index}${mark}`))
    .join('');
  const target = /"deadLetterTargetArn"\s*:\s*(?:"([^"]*)"|(\uE000\d+\uE000))/.exec(json);
  const written = target?.[1] ?? target?.[2];
  if (written === undefined) return 'unknown';

  const value = put(written.split(mark).map((piece, index) => pieceOf(piece, index, parts, module)));
  const count = /"maxReceiveCount"\s*:\s*"?(\d+|\uE000\d+\uE000)/.exec(json)?.[1];
  return { target: value, maxDeliveries: count === undefined ? undefined : countFrom(count, parts, module), at };
}

function pieceOf(piece: string, index: number, parts: readonly Expression[], module: Module): InfrastructureValue {
  const part = index % 2 === 1 ? parts[Number(piece)] : undefined;
  return part === undefined ? text(piece) : valueOf(part, module);
}

function countFrom(written: string, parts: readonly Expression[], module: Module): number | undefined {
  if (!written.startsWith(mark)) return Number(written);
  const part = parts[Number(written.slice(1, -1))];
  return part && numberFrom(part, module);
}
