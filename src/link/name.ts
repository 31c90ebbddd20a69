import type { Entity, TextEntity } from './entity.ts';

/** The name of a destination, as far as the sources tell it. */
export interface Name {
  /** Names it may have, when they are written in the code (a default counts). */
  readonly texts: readonly string[];
  /** Names with parts that only deployment decides: `${PREFIX}-orders`. */
  readonly patterns: readonly string[];
  /** Environment variables and configuration keys that may give the whole name. */
  readonly settings: readonly string[];
  /** Each text names a destination of its own: the function is fed by all of them. */
  readonly several?: true;
  /** For people: `orders`, `${QUEUE_URL}`, `${PREFIX}-orders`. */
  readonly shown: string;
}

export function nameOf(entities: readonly Entity[]): Name | undefined {
  const texts: string[] = [];
  const patterns: string[] = [];
  const settings: string[] = [];
  const shown: string[] = [];
  for (const entity of entities) {
    if (entity.is === 'setting') {
      settings.push(entity.name);
      shown.push(`\${${entity.name}}`);
    } else if (entity.is === 'text') {
      const written = textOf(entity);
      // `process.env.QUEUE ?? ''`: an empty default is no name.
      if (written === '') continue;
      shown.push(written);
      if (entity.parts.every((part) => typeof part === 'string')) texts.push(written);
      else patterns.push(written);
    } else if (entity.is === 'list') {
      const inner = nameOf(entity.items.flat());
      texts.push(...(inner?.texts ?? []));
      patterns.push(...(inner?.patterns ?? []));
      settings.push(...(inner?.settings ?? []));
      if (inner) shown.push(inner.shown);
    }
  }
  if (shown.length === 0) return undefined;
  const [only] = texts;
  return {
    texts: [...new Set(texts)],
    patterns: [...new Set(patterns)],
    settings: [...new Set(settings)],
    shown: texts.length === 1 && only !== undefined ? only : [...new Set(shown)].join(' | '),
  };
}

/** A name in which the platform puts settings: `%ORDERS_QUEUE%` is what the setting `ORDERS_QUEUE` says. */
export function withSettings(name: Name, pattern: RegExp | undefined): Name {
  if (!pattern || !name.texts.some((written) => pattern.test(written))) return name;
  const each = new RegExp(pattern.source, 'g');
  const whole = new RegExp(`^(?:${pattern.source})$`);
  const shown = (written: string): string => written.replace(each, (_, setting: string) => `\${${setting}}`);
  const given = name.texts.flatMap((written) => whole.exec(written)?.[1] ?? []);
  const parts = name.texts.filter((written) => pattern.test(written) && !whole.test(written));
  return {
    ...name,
    texts: name.texts.filter((written) => !pattern.test(written)),
    patterns: [...name.patterns, ...parts.map(shown)],
    settings: [...name.settings, ...given],
    shown: shown(name.shown),
  };
}

function textOf({ parts }: TextEntity): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.is === 'setting' ? `\${${part.name}}` : '${…}')).join('');
}

/** One name for each destination: alternatives of one stay together. */
export function namesIn(name: Name): readonly Name[] {
  return name.several ? name.texts.map((text) => ({ texts: [text], patterns: [], settings: [], shown: text })) : [name];
}
