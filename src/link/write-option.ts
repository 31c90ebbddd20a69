import { type CallReference, positionOf } from './entity.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Edit } from '../model/finding.ts';
import type { ObjectValue, Property } from '../model/value.ts';

/**
 * Writes properties into the options of a call: into the object that stands there, or as a new last argument.
 * In: the call, the index of its options, the text of the properties. Out: nothing where the options are written elsewhere.
 */
export function writeOption({ file, call }: Pick<CallReference, 'file' | 'call'>, index: number, text: string): readonly Edit[] {
  const fact = file.calls[call];
  if (!fact) return [];
  const given = fact.arguments[index];
  if (given?.kind === 'object') return intoObject(file, given, text);
  if (given || fact.arguments.length !== index || !isOnOneLine(file, fact.span)) return [];
  const end = fact.span[1] - 1;
  return [{ file: file.file, start: end, end, text: `${index > 0 ? ', ' : ''}{ ${text} }` }];
}

/** In front of what stands there: a spread behind it may still say otherwise, as its writer meant. */
export function intoObject(file: FileFacts, { properties, span }: ObjectValue, text: string): readonly Edit[] {
  const [first] = properties;
  if (!first) return [{ file: file.file, start: span[0], end: span[1], text: `{ ${text} }` }];
  const at = startOf(first);
  if (at === undefined) return [];
  const [brace, own] = [positionOf(file, span[0]), positionOf(file, at)];
  const lineStart = file.lineStarts[own.line - 1] ?? 0;
  const indent = file.layout.indent.startsWith('\t') ? '\t'.repeat(at - lineStart) : ' '.repeat(at - lineStart);
  return [{ file: file.file, start: at, end: at, text: brace.line === own.line ? `${text}, ` : `${text},${file.layout.newLine}${indent}` }];
}

function startOf(property: Property): number | undefined {
  return property.kind === 'spread' ? undefined : property.span[0];
}

function isOnOneLine(file: FileFacts, [start, end]: readonly [number, number]): boolean {
  return positionOf(file, start).line === positionOf(file, end).line;
}
