import { type CallReference, positionOf } from './entity.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Edit } from '../model/finding.ts';
import type { ObjectValue, Property } from '../model/value.ts';

/**
 * Writes properties into the options of a call: into the object that stands there, or as a new last argument.
 * In: the call, the index of its options, the text of each property. Out: nothing where the options are written elsewhere.
 */
export function writeOption({ file, call }: Pick<CallReference, 'file' | 'call'>, index: number, properties: readonly string[]): readonly Edit[] {
  const fact = file.calls[call];
  if (!fact) return [];
  const given = fact.arguments[index];
  if (given?.kind === 'object') return intoObject(file, given, properties);
  if (given || fact.arguments.length !== index || fact.arguments.some(({ kind }) => kind === 'spread') || !isOnOneLine(file, fact.span)) return [];
  const end = fact.span[1] - 1;
  return [{ file: file.file, start: end, end, text: `${index > 0 ? ', ' : ''}{ ${properties.join(', ')} }` }];
}

/**
 * In front of what stands there, or of the property that is named: a spread behind it may still say otherwise, as its
 * writer meant.
 */
export function intoObject(file: FileFacts, { properties: written, span }: ObjectValue, properties: readonly string[], inFrontOf?: string): readonly Edit[] {
  const next = inFrontOf === undefined ? written[0] : written.find((property) => property.kind === 'value' && property.key === inFrontOf);
  if (!next) return [{ file: file.file, start: span[0], end: span[1], text: `{ ${properties.join(', ')} }` }];
  const at = startOf(next);
  if (at === undefined) return [];
  const [brace, own] = [positionOf(file, span[0]), positionOf(file, at)];
  const lineStart = file.lineStarts[own.line - 1] ?? 0;
  const indent = file.layout.indent.startsWith('\t') ? '\t'.repeat(at - lineStart) : ' '.repeat(at - lineStart);
  const end = brace.line === own.line ? ', ' : `,${file.layout.newLine}${indent}`;
  return [{ file: file.file, start: at, end: at, text: properties.map((property) => `${property}${end}`).join('') }];
}

function startOf(property: Property): number | undefined {
  return property.kind === 'spread' ? undefined : property.span[0];
}

function isOnOneLine(file: FileFacts, [start, end]: readonly [number, number]): boolean {
  return positionOf(file, start).line === positionOf(file, end).line;
}
