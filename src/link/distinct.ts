import { cutAt } from './cuts.ts';
import { type Entity, unknown } from './entity.ts';
import type { Frame } from './frame.ts';
import { limits } from './limits.ts';

const POSSIBILITIES = `more than ${String(limits.choices)} things that one value may be`;

/** Without repetitions, and bounded; code is kept beyond the bound. In: also where it is asked, to tell of it there. */
export function distinct(entities: readonly Entity[], { file, fn }: Pick<Frame, 'file' | 'fn'>): readonly Entity[] {
  if (entities.length < 2) return entities;
  const seen = new Set<string | Entity>();
  const out: Entity[] = [];
  let cut = false;
  for (const entity of entities) {
    if (out.length >= limits.choices && (!isCode(entity) || out.length >= limits.elements)) {
      cut = true;
      continue;
    }
    const key = cheapKey(entity) ?? entity;
    if (seen.has(key)) continue;
    seen.add(key);
    out.push(entity);
  }
  if (!cut) return out;
  cutAt(file, fn, POSSIBILITIES);
  return [...out, unknown('too many possibilities')];
}

/** Handlers of a registry are many, and each of them matters; so do the modules of a folder, and pairs with their names. */
function isCode(entity: Entity): boolean {
  if (entity.is === 'list') return entity.items.length === 2 && entity.items.some((item) => item.some((each) => isHandler(each) || each.is === 'module'));
  return isHandler(entity) || entity.is === 'module';
}

function isHandler({ is }: Entity): boolean {
  return is === 'class' || is === 'instance' || is === 'function';
}

function cheapKey(entity: Entity): string | undefined {
  switch (entity.is) {
    case 'constant':
      return `constant ${String(entity.value)}`;
    case 'text':
      return entity.parts.every((part) => typeof part === 'string') ? `text ${entity.parts.join('')}` : undefined;
    case 'unknown':
      return `unknown ${entity.why}`;
    case 'setting':
      return `setting ${entity.name}`;
    case 'class':
      return `class ${entity.file.file} ${String(entity.cls)}`;
    default:
      return undefined;
  }
}
