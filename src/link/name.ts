import type { Entity, TextEntity } from './entity.ts';

/** The name of a destination, as far as the sources tell it. */
export interface Name {
  /** Names it may have, when they are written in the code (a default counts). */
  readonly texts: readonly string[];
  /** Environment variables and configuration keys that may give it. */
  readonly settings: readonly string[];
  /** For people: `orders`, `${QUEUE_URL}`, `${PREFIX}-orders`. */
  readonly shown: string;
}

export function nameOf(entities: readonly Entity[]): Name | undefined {
  const texts: string[] = [];
  const settings: string[] = [];
  const shown: string[] = [];
  for (const entity of entities) {
    if (entity.is === 'setting') {
      settings.push(entity.name);
      shown.push(`\${${entity.name}}`);
    } else if (entity.is === 'text') {
      const written = textOf(entity);
      shown.push(written);
      if (entity.parts.every((part) => typeof part === 'string')) texts.push(written);
      else settings.push(...holesOf(entity));
    } else if (entity.is === 'list') {
      const inner = nameOf(entity.items.flat());
      texts.push(...(inner?.texts ?? []));
      settings.push(...(inner?.settings ?? []));
      if (inner) shown.push(inner.shown);
    }
  }
  if (shown.length === 0) return undefined;
  return { texts: [...new Set(texts)], settings: [...new Set(settings)], shown: texts.length === 1 ? (texts[0] ?? '') : [...new Set(shown)].join(' | ') };
}

function textOf({ parts }: TextEntity): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.is === 'setting' ? `\${${part.name}}` : '${…}')).join('');
}

function holesOf({ parts }: TextEntity): readonly string[] {
  return parts.flatMap((part) => (typeof part !== 'string' && part.is === 'setting' ? [part.name] : []));
}
