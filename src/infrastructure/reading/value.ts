import type { InfrastructureValue } from '../../model/infrastructure.ts';

const longest = 10_000;

export function text(written: string): InfrastructureValue {
  return { kind: 'text', text: written };
}

export function unknown(why: string): InfrastructureValue {
  return { kind: 'unknown', why };
}

export function parameter(name: string): InfrastructureValue {
  return { kind: 'parameter', name };
}

export function imported(name: string): InfrastructureValue {
  return { kind: 'imported', name };
}

export function reference(to: string, attribute?: string, key?: InfrastructureValue): InfrastructureValue {
  return { kind: 'reference', to, ...(key && { key }), ...(attribute !== undefined && { attribute }) };
}

/** Puts texts and holes together; out: a text where there is no hole. */
export function template(parts: readonly InfrastructureValue[]): InfrastructureValue {
  const flat: InfrastructureValue[] = [];
  let length = 0;
  for (const part of parts.flatMap((each) => (each.kind === 'template' ? each.parts : [each]))) {
    const before = flat.at(-1);
    if (part.kind === 'text') length += part.text.length;
    if (length > longest || flat.length > longest) return unknown('a text of this length is not followed');

    if (part.kind !== 'text' || before?.kind !== 'text') flat.push(part);
    else flat[flat.length - 1] = text(before.text + part.text);
  }
  const written = flat.filter((part) => part.kind !== 'text' || part.text !== '');
  const [first] = written;
  if (first === undefined) return text('');
  return written.length === 1 ? first : { kind: 'template', parts: written };
}

/** Applies `change` to the texts in a value and leaves its holes. */
export function mapTexts(
  value: InfrastructureValue,
  change: (written: string) => InfrastructureValue,
): InfrastructureValue {
  if (value.kind === 'text') return change(value.text);
  if (value.kind !== 'template') return value;
  return template(value.parts.map((part) => (part.kind === 'text' ? change(part.text) : part)));
}

/** Both are written alike. Two unknowns are not the same. */
export function sameValue(one: InfrastructureValue, other: InfrastructureValue): boolean {
  return !hasUnknown(one) && JSON.stringify(one) === JSON.stringify(other);
}

function hasUnknown(value: InfrastructureValue): boolean {
  if (value.kind === 'reference') return value.key !== undefined && hasUnknown(value.key);
  return value.kind === 'unknown' || (value.kind === 'template' && value.parts.some(hasUnknown));
}

/** A value as one would write it, holes as `${name}`. */
export function display(value: InfrastructureValue): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'template':
      return value.parts.map(display).join('');
    case 'reference':
      return `\${${[value.to, ...(value.key ? [display(value.key)] : []), ...(value.attribute === undefined ? [] : [value.attribute])].join('.')}}`;
    case 'imported':
    case 'parameter':
      return `\${${value.name}}`;
    case 'unknown':
      return '${?}';
  }
}

export function numberOf(value: InfrastructureValue): number | undefined {
  if (value.kind !== 'text' || value.text.trim() === '') return undefined;
  const number = Number(value.text);
  return Number.isFinite(number) ? number : undefined;
}

export function booleanOf(value: InfrastructureValue): boolean | undefined {
  if (value.kind !== 'text') return undefined;
  if (/^(?:true|yes|on)$/i.test(value.text)) return true;
  return /^(?:false|no|off)$/i.test(value.text) ? false : undefined;
}
