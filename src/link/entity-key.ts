import type { CallReference, Entity, ExternalEntity } from './entity.ts';
import { plainText } from './entity.ts';
import { keysOf } from './collections.ts';
import type { Linker } from './linker.ts';

/** How deep objects are looked into for parts that do something. */
const DEEPEST = 2;

/**
 * Two arguments with the same key are alike for what a called function does with them. Plain data has no key of its
 * own: only what can be called, or names something, makes a difference.
 */
export function argumentKey(linker: Linker, entities: readonly Entity[]): string {
  const keys = entities.slice(0, 6).map((entity) => keyOf(linker, entity, 0));
  return keys.every((key) => key === '') ? '' : keys.join('|');
}

function keyOf(linker: Linker, entity: Entity, depth: number): string {
  switch (entity.is) {
    case 'text': {
      const text = plainText(entity);
      return text === undefined || text.length > 200 ? '' : `'${text}'`;
    }
    case 'function':
      return `f${entity.file.file}#${String(entity.fn)}@${String(entity.frame.id)}${entity.self ? `.${keyOf(linker, entity.self, depth)}` : ''}`;
    case 'class':
      return `c${entity.file.file}#${String(entity.cls)}`;
    case 'instance':
      return `i${entity.of.file.file}#${String(entity.of.cls)}${entity.exact ? '!' : ''}${siteKey(linker, entity.construction?.site)}`;
    case 'external':
      return externalKey(linker, entity, 0);
    case 'object':
      return depth >= DEEPEST ? '' : objectKey(linker, entity, depth);
    case 'list':
      return parts(entity.items.slice(0, 6).map((item) => item.map((each) => keyOf(linker, each, depth + 1)).join('|')));
    case 'record':
      return parts(entity.entries.slice(0, 12).map(([name, item]) => item.map((each) => `${name}:${keyOf(linker, each, depth + 1)}`).join('|')));
    case 'module':
      return `m${entity.file.file}`;
    case 'setting':
      return `$${entity.name}`;
    case 'constant':
    case 'shape':
    case 'open':
    case 'unknown':
      return '';
  }
}

function parts(keys: readonly string[]): string {
  return keys.every((key) => key === '' || key.endsWith(':')) ? '' : `[${keys.join(';')}]`;
}

function objectKey(linker: Linker, entity: Extract<Entity, { is: 'object' }>, depth: number): string {
  const context = { file: entity.frame.file, frame: entity.frame };
  const named = keysOf(entity.value)
    .slice(0, 24)
    .flatMap((name) => {
      const key = linker.memberOf(entity, name, context).slice(0, 3).map((each) => (each.is === 'text' ? '' : keyOf(linker, each, depth + 1))).join('|');
      return key.replaceAll('|', '') === '' ? [] : [`${name}:${key}`];
    });
  return named.length === 0 ? '' : `{${named.join(',')}}`;
}

/** A place in the code, with the names it was given: `createQueue('emails')` makes another thing than `createQueue('orders')`. */
function siteKey(linker: Linker, site: CallReference | undefined): string {
  if (!site) return '';
  const written = site.file.calls[site.call]?.arguments ?? [];
  const texts = written
    .slice(0, 2)
    .flatMap((argument) => (argument.kind === 'spread' || argument.kind === 'object' ? [] : linker.evaluate(argument, site.frame).map(plainText)));
  return `${site.file.file}:${String(site.call)}(${texts.filter((text) => text !== undefined).join(',')})`;
}

function externalKey(linker: Linker, entity: ExternalEntity, depth: number): string {
  if (entity.package === 'global') return '';
  const of = entity.of && depth < 6 ? `<${externalKey(linker, entity.of, depth + 1)}` : '';
  return `x${entity.package}/${entity.from}/${entity.name}${siteKey(linker, entity.call)}${of}`;
}
