import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { CallExpression, Expression } from '../hcl/syntax.ts';
import { mapTexts, sameValue, template as put, text, unknown } from '../reading/value.ts';
import { addressValue } from './address.ts';
import { follow, type Module } from './module.ts';
import { simplify } from './simplify.ts';

/** What an expression says as far as this file decides it; names of other files of the folder stay references. */
export function valueOf(expression: Expression, module: Module): InfrastructureValue {
  return follow(module, () => read(expression, module), unknown('its locals stand for too much'));
}

function read(expression: Expression, module: Module): InfrastructureValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value === null ? unknown('null') : text(String(expression.value));
    case 'template':
      return put(expression.parts.map((part) => valueOf(part, module)));
    case 'list':
      return unknown('a list');
    case 'object':
      return unknown('an object');
    case 'opaque':
      return unknown('an expression that is not followed');
    case 'conditional':
      return eitherOf(valueOf(expression.then, module), valueOf(expression.otherwise, module));
    case 'call':
      return valueOfCall(expression, module);
    default:
      return named(expression, module);
  }
}

function eitherOf(one: InfrastructureValue, other: InfrastructureValue): InfrastructureValue {
  return sameValue(one, other) ? one : unknown('it depends on a condition');
}

/** A local of this file stands for its value, if that is one; everything else for its address. */
function named(expression: Expression, module: Module): InfrastructureValue {
  const readKey = (key: Expression): InfrastructureValue => valueOf(key, module);
  const simple = simplify(expression, module);
  const value = simple === expression || isPath(simple) ? addressValue(simple, readKey) : valueOf(simple, module);
  return value.kind === 'unknown' && simple !== expression ? addressValue(expression, readKey) : value;
}

function isPath({ kind }: Expression): boolean {
  return kind === 'name' || kind === 'attribute' || kind === 'index' || kind === 'splat';
}

function valueOfCall(call: CallExpression, module: Module): InfrastructureValue {
  const [first, ...rest] = call.arguments;
  if (first === undefined) return unknown(`${call.name} is not followed`);
  switch (call.name) {
    case 'lower':
      return mapTexts(valueOf(first, module), (written) => text(written.toLowerCase()));
    case 'upper':
      return mapTexts(valueOf(first, module), (written) => text(written.toUpperCase()));
    case 'trimspace':
    case 'one':
    case 'abspath':
      return valueOf(first, module);
    case 'format':
      return formatted(valueOf(first, module), rest, module);
    case 'join':
      return joined(valueOf(first, module), rest[0], module);
  }
  const simple = simplify(call, module);
  return simple === call ? unknown(`${call.name} is not followed`) : valueOf(simple, module);
}

/** `format("%s-orders", var.prefix)`; other verbs than `%s`, `%d` and `%v` are not followed. */
function formatted(
  pattern: InfrastructureValue,
  parameters: readonly Expression[],
  module: Module,
): InfrastructureValue {
  if (pattern.kind !== 'text') return unknown('format without its pattern');
  const values = parameters.map((parameter) => valueOf(parameter, module));
  const pieces = pattern.text.split(/(%[sdv]|%%)/);
  if (pieces.some((piece, at) => at % 2 === 0 && piece.includes('%'))) return unknown('a format that is not followed');
  let used = 0;
  return put(
    pieces.map((piece, at) => {
      if (at % 2 === 0) return text(piece);
      return piece === '%%' ? text('%') : (values[used++] ?? unknown('a missing argument'));
    }),
  );
}

function joined(separator: InfrastructureValue, list: Expression | undefined, module: Module): InfrastructureValue {
  const simple = list && simplify(list, module);
  if (simple?.kind !== 'list') return unknown('join of a list that is not written out');
  return put(simple.items.flatMap((item, at) => [...(at === 0 ? [] : [separator]), valueOf(item, module)]));
}
