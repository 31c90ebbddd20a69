import type { CallExpression, Expression, ObjectEntry } from '../hcl/syntax.ts';
import { follow, type Module } from './module.ts';

/** Follows locals of the same file, parts of objects and a few functions. What leads out of the file stays as it is. */
export function simplify(expression: Expression, module: Module): Expression {
  return follow(module, () => simplified(expression, module), expression);
}

function simplified(expression: Expression, module: Module): Expression {
  switch (expression.kind) {
    case 'attribute':
      return partOf(expression, expression.of, expression.name, module);
    case 'index': {
      const key = simplify(expression.key, module);
      return key.kind === 'literal' ? partOf(expression, expression.of, String(key.value), module) : expression;
    }
    case 'call':
      return simplifyCall(expression, module);
    default:
      return expression;
  }
}

function partOf(whole: Expression, of: Expression, name: string, module: Module): Expression {
  if (of.kind === 'name') {
    const local = of.name === 'local' ? module.locals.get(name) : undefined;
    return local === undefined ? whole : simplify(local, module);
  }
  const container = simplify(of, module);
  const part = container.kind === 'list' ? container.items[Number(name)] : entryOf(container, name)?.value;
  return part === undefined ? whole : simplify(part, module);
}

function entryOf(expression: Expression, key: string): ObjectEntry | undefined {
  return expression.kind === 'object' ? expression.entries.findLast((entry) => keyOf(entry) === key) : undefined;
}

/** Undefined where the key is computed. */
export function keyOf({ key }: ObjectEntry): string | undefined {
  return key.kind === 'literal' ? String(key.value) : undefined;
}

const transparent = new Set([
  'tomap',
  'tolist',
  'toset',
  'tostring',
  'tonumber',
  'tobool',
  'sensitive',
  'nonsensitive',
]);

function simplifyCall(call: CallExpression, module: Module): Expression {
  const [first, second, third] = call.arguments;
  if (first === undefined) return call;
  if (transparent.has(call.name)) return simplify(first, module);
  if (call.name === 'merge') return merged(call, module);
  if (call.name === 'concat') return joined(call, module);
  if (call.name === 'jsondecode') {
    const text = simplify(first, module);
    const inside = text.kind === 'call' && text.name === 'jsonencode' ? text.arguments[0] : undefined;
    return inside === undefined ? call : simplify(inside, module);
  }
  if (call.name !== 'lookup' || second?.kind !== 'literal') return call;
  const container = simplify(first, module);
  if (container.kind !== 'object') return call;
  return entryOf(container, String(second.value))?.value ?? third ?? call;
}

function merged(call: CallExpression, module: Module): Expression {
  const parts = call.arguments.map((argument) => simplify(argument, module));
  if (!parts.every((part) => part.kind === 'object')) return call;
  const entries = parts.flatMap((part) => part.entries);
  module.budget.steps += entries.length;
  return { kind: 'object', entries, span: call.span };
}

function joined(call: CallExpression, module: Module): Expression {
  const parts = call.arguments.map((argument) => simplify(argument, module));
  if (!parts.every((part) => part.kind === 'list')) return call;
  const items = parts.flatMap((part) => part.items);
  module.budget.steps += items.length;
  return { kind: 'list', items, span: call.span };
}
