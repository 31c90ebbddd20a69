import { ts } from 'ts-morph';
import type { Span } from '../model/location.ts';
import type { WrittenStatement } from '../model/written.ts';
import { layoutOf } from './layout.ts';
import { dialectOf } from './dialect.ts';

/**
 * The innermost statement of a block around a span. In: a file, its text and offsets in it. Out: `undefined` where no
 * statement holds the span, or another one stands before it on its line.
 */
export function statementAt(file: string, text: string, span: Span): WrittenStatement | undefined {
  const source = ts.createSourceFile(file, text, { languageVersion: ts.ScriptTarget.Latest }, false, dialectOf(file));
  const found = innermost(source, source, span);
  if (!found) return undefined;
  const { statement, block } = found;
  const start = statement.getStart(source);
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (indent.trim() !== '') return undefined;
  const { indent: step, newLine } = layoutOf(text);
  return {
    file,
    span: [start, statement.end],
    text: text.slice(start, statement.end),
    lineEnd: statement.end + (/^[ \t]*\/\/[^\r\n]*/.exec(text.slice(statement.end, statement.end + 400))?.[0].length ?? 0),
    indent,
    step,
    newLine,
    closed: text[statement.end - 1] === ';',
    block: [block.getStart(source), block.end],
    last: block.statements.at(-1) === statement,
  };
}

type Block = ts.SourceFile | ts.Block | ts.ModuleBlock;

interface Found {
  readonly statement: ts.Statement;
  readonly block: Block;
}

function innermost(source: ts.SourceFile, node: ts.Node, span: Span): Found | undefined {
  const child = ts.forEachChild(node, (each) => (each.pos <= span[0] && span[1] <= each.end ? each : undefined));
  if (!child) return undefined;
  const inner = innermost(source, child, span);
  if (inner) return inner;
  if (!isBlock(node)) return undefined;
  const statement = node.statements.find((each) => each === child);
  return statement && { statement, block: node };
}

function isBlock(node: ts.Node): node is Block {
  return ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node);
}
