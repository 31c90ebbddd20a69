import type { CallFact, FileFacts } from '../model/file-facts.ts';
import type { Argument, Value } from '../model/value.ts';

/** `order_status` and `orderStatus` are one field. */
export function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** Names of what every row is asked of: the thing is what it is given. */
const DATABASES = /^(?:db|database|tx|trx|transaction|prisma|manager|entitymanager|em|connection|conn|client|pool|knex|sequelize|session|ds|datasource)$/;

/** What a call asks rows of: `order` of `prisma.order.create(…)`, `Order.create(…)`, `db.insert(orders)`, `knex('orders').insert(…)`. */
export function thingOf(file: FileFacts, { callee, arguments: [first], fn }: CallFact): string | undefined {
  let at: Value | undefined = callee.kind === 'member' ? callee.of : undefined;
  if (at?.kind === 'this') return shortName(classAround(file, fn));
  while (at?.kind === 'call') {
    const inner: CallFact | undefined = file.calls[at.call];
    if (inner?.callee.kind !== 'member') return inner?.arguments[0] && thingName(file, inner.arguments[0]);
    const name = thingName(file, inner.callee.of);
    if (name !== undefined && DATABASES.test(name)) return inner.arguments[0] && thingName(file, inner.arguments[0]);
    at = inner.callee.of;
  }
  const name = at && thingName(file, at);
  return name !== undefined && DATABASES.test(name) ? first && thingName(file, first) : name;
}

/** What a thing is called that rows are asked of: `order` of `prisma.order`, `Order`, `'orders'`, `this.orderRepository`. */
export function thingName(file: FileFacts, value: Argument): string | undefined {
  switch (value.kind) {
    case 'member':
    case 'global':
    case 'import':
      return shortName(value.name);
    case 'binding': {
      const { name, values } = file.bindings[value.binding] ?? {};
      const [only, ...others] = values ?? [];
      // `const repo = manager.getRepository(Order)`
      const made = only?.kind === 'call' && others.length === 0 && shortName(name) === '' ? file.calls[only.call]?.arguments[0] : undefined;
      return made ? thingName(file, made) : shortName(name);
    }
    case 'literal':
      return typeof value.value === 'string' ? shortName(value.value) : undefined;
    default:
      return undefined;
  }
}

/** `this` in a model's own methods. */
function classAround(file: FileFacts, fn: number): string | undefined {
  for (let at: number | undefined = fn; at !== undefined; at = file.functions[at]?.parent) {
    const cls = file.functions[at]?.cls;
    if (cls !== undefined) return file.classes[cls]?.name;
  }
  return undefined;
}

function shortName(name: string | undefined): string | undefined {
  return name === undefined ? undefined : plain(name).replace(/(?:repository|repo|model|entity)$/, '').replace(/s$/, '');
}
