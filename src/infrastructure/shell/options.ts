import type { InfrastructureValue } from '../../model/infrastructure.ts';
import { display, text } from '../reading/value.ts';

/** The words of a command: those that stand by themselves, and options with their values. */
export interface Options {
  readonly plain: readonly InfrastructureValue[];
  option(...names: readonly string[]): InfrastructureValue | undefined;
}

export function optionsOf(words: readonly InfrastructureValue[]): Options {
  const plain: InfrastructureValue[] = [];
  const options = new Map<string, InfrastructureValue>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (!word) continue;
    const written = display(word);
    const [, name, value] = /^(--?[A-Za-z][\w-]*)(?:=([\s\S]*))?$/.exec(written) ?? [];
    const next = words[at + 1];
    if (name === undefined) plain.push(word);
    else if (value !== undefined) options.set(name, afterName(word, name.length + 1));
    else if (next && !display(next).startsWith('--')) {
      options.set(name, next);
      at += 1;
    } else options.set(name, text(''));
  }
  return { plain, option: (...names) => names.map((name) => options.get(name)).find((found) => found !== undefined) };
}

/** `--topic=$TOPIC`: what stands behind the sign. */
function afterName(word: InfrastructureValue, length: number): InfrastructureValue {
  if (word.kind === 'text') return text(word.text.slice(length));
  if (word.kind !== 'template') return word;
  const [first, ...rest] = word.parts;
  const start = first?.kind === 'text' ? first.text.slice(length) : '';
  const [only, second] = rest;
  return start === '' && only && !second ? only : { kind: 'template', parts: [text(start), ...rest] };
}
