import type { Fault } from '../reading/problem.ts';
import {
  type Cursor,
  cursorAt,
  deepest,
  expect,
  fail,
  isDone,
  peek,
  skipBlanks,
  skipLines,
  take,
  takeName,
} from './cursor.ts';
import { readExpression } from './expression.ts';
import type { Attribute, Block, HclFile } from './syntax.ts';
import { readQuoted } from './template.ts';

const mostFaults = 50;

/** A line that can only start a block at the top: where reading goes on after a fault. */
const nextTopLevel = new RegExp(
  [
    /^(?:resource|data)[ \t]+"[^"\n]*"[ \t]+"[^"\n]*"[ \t]*\{/,
    /^(?:module|variable|output|provider)[ \t]+"[^"\n]*"[ \t]*\{/,
    /^(?:locals|terraform)[ \t]*\{/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'my',
);

/** Reads HCL, the language of Terraform. A block with a fault in it loses only itself. */
export function readHcl(text: string): HclFile & { readonly faults: readonly Fault[] } {
  const blocks: Block[] = [];
  const attributes: Attribute[] = [];
  const faults: Fault[] = [];
  const cursor = cursorAt(text, 0);
  skipLines(cursor);
  while (cursor.at < text.length && faults.length < mostFaults) {
    const start = cursor.at;
    const item = readItem(cursor);
    if (item !== undefined && 'type' in item) blocks.push(item);
    else if (item !== undefined) attributes.push(item);
    if (cursor.fault) {
      faults.push(cursor.fault);
      resume(cursor, start);
    }
    skipLines(cursor);
  }
  return { blocks, attributes, faults };
}

function resume(cursor: Cursor, start: number): void {
  cursor.fault = undefined;
  cursor.depth = 0;
  cursor.linesMatter = true;
  let line = cursor.text.indexOf('\n', start) + 1;
  while (line > 0 && !isTopLevel(cursor.text, line)) line = cursor.text.indexOf('\n', line) + 1;
  cursor.at = line > 0 ? line : cursor.text.length;
}

function isTopLevel(text: string, line: number): boolean {
  nextTopLevel.lastIndex = line;
  return nextTopLevel.test(text);
}

/** An attribute or a block; undefined with a fault. */
function readItem(cursor: Cursor): Attribute | Block | undefined {
  const start = cursor.at;
  const name = takeName(cursor);
  if (name === undefined) fail(cursor, 'The name of a block or a setting is missing here.');
  skipBlanks(cursor);
  const item = take(cursor, '=') ? readAttribute(cursor, name ?? '', start) : readBlock(cursor, name ?? '', start);
  skipBlanks(cursor);
  if (!isDone(cursor) && peek(cursor) !== '\n' && peek(cursor) !== '}') fail(cursor, 'The line should end here.');
  return cursor.fault ? undefined : item;
}

function readAttribute(cursor: Cursor, name: string, start: number): Attribute {
  skipBlanks(cursor);
  const value = readExpression(cursor);
  return { name, value, span: [start, value.span[1]] };
}

function readBlock(cursor: Cursor, type: string, start: number): Block {
  const labels: string[] = [];
  while (!isDone(cursor) && peek(cursor) !== '{') {
    const label = readLabel(cursor);
    if (label === undefined) fail(cursor, '"=" or "{" is missing here.');
    else labels.push(label);
    skipBlanks(cursor);
  }
  expect(cursor, '{');
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  cursor.depth += 1;
  if (cursor.depth > deepest) fail(cursor, 'This is nested too deeply.');
  for (const item of readItems(cursor)) {
    if ('type' in item) blocks.push(item);
    else attributes.push(item);
  }
  cursor.depth -= 1;
  expect(cursor, '}');
  return { type, labels, attributes, blocks, span: [start, cursor.at] };
}

function readLabel(cursor: Cursor): string | undefined {
  if (peek(cursor) !== '"') return takeName(cursor);
  const label = readQuoted(cursor, readExpression);
  return label.kind === 'literal' ? String(label.value) : undefined;
}

function* readItems(cursor: Cursor): Generator<Attribute | Block> {
  skipLines(cursor);
  while (!isDone(cursor) && peek(cursor) !== '}') {
    if (isTopLevelHere(cursor)) fail(cursor, 'The block before this line does not end.');
    const item = readItem(cursor);
    if (item !== undefined) yield item;
    skipLines(cursor);
  }
}

function isTopLevelHere(cursor: Cursor): boolean {
  return cursor.text[cursor.at - 1] === '\n' && isTopLevel(cursor.text, cursor.at);
}
