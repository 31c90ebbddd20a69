import type { Statement } from '../model/broker.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Argument, Value } from '../model/value.ts';

/** Is the SQL that a call is given, as it stands in the file, what a pattern asks for? */
export function isWritten(file: FileFacts, call: number, statement: Statement): boolean {
  const [first] = file.calls[call]?.arguments ?? [];
  return first !== undefined && textsOf(file, first).some((text) => statement.test(text));
}

function textsOf(file: FileFacts, value: Argument): readonly string[] {
  if (value.kind === 'binding') return (file.bindings[value.binding]?.values ?? []).map(textOf);
  if (value.kind === 'object') return value.properties.map((property) => (property.kind === 'value' && (property.key === 'text' || property.key === 'sql') ? textOf(property.value) : ''));
  return value.kind === 'spread' ? [] : [textOf(value)];
}

function textOf(value: Value): string {
  if (value.kind === 'literal') return String(value.value);
  return value.kind === 'template' ? value.parts.map((part) => (part.kind === 'literal' ? String(part.value) : '…')).join('') : '';
}
