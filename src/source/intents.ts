import { ts } from 'ts-morph';
import type { IntentFact } from '../model/intent.ts';
import type { Span } from '../model/location.ts';

const stated = /(\/\/|\/\*+|^[ \t]*\*)[ \t]*(?:async-patterns:[ \t]*((?:on[A-Z]\w*:[ \t]*)?[\w-]+)|@(idempotent)\b)[ \t]*([^\r\n]*)/gm;

/** The intents that the comments of a file state. Most files state none, which costs one look at their text. */
export function intentsIn(source: ts.SourceFile): readonly IntentFact[] {
  const { text } = source;
  if (!text.includes('async-patterns:') && !text.includes('@idempotent')) return [];
  return Array.from(text.matchAll(stated)).flatMap((match): readonly IntentFact[] => {
    const [, opening = '', word, tag, rest = ''] = match;
    const start = match.index + match[0].indexOf(word === undefined ? '@' : 'async-patterns:', opening.length);
    // A tag is one only in a comment that documents something.
    if ((tag !== undefined && opening === '//') || isInComment(text, match.index) || isInToken(source, start)) return [];
    const [said = ''] = rest.split('*/');
    const reason = said.replace(/^[-–—:,\s]+/, '').trim();
    const end = match.index + match[0].length - rest.length + said.trimEnd().length;
    const close = opening === '//' ? match.index + match[0].length : text.indexOf('*/', start) + 2;
    return [
      {
        word: (word ?? tag ?? '').replace(/:\s*/, ': '),
        reason,
        ...(tag !== undefined && { tag: true as const }),
        span: [start, end],
        coveredSpan: coveredBy(source, match.index, close),
      },
    ];
  });
}

/** What a comment tells of other comments states nothing. */
function isInComment(text: string, open: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', open - 1) + 1, open).replace(/'[^']*'|"[^"]*"|`[^`]*`/g, '');
  return /\/[/*]|^\s*\*/.test(before);
}

/** Texts and templates may hold what looks like a comment. */
function isInToken(source: ts.SourceFile, at: number): boolean {
  const deepest = nodesAt(source, at).at(-1);
  if (!deepest || deepest.getStart(source) > at) return false;
  return ts.isLiteralExpression(deepest) || ts.isTemplateLiteralToken(deepest) || ts.isJsxText(deepest);
}

/** The nodes that hold a place, from the outermost inwards. */
function nodesAt(source: ts.SourceFile, at: number): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  for (let node: ts.Node | undefined = source; node; ) {
    nodes.push(node);
    node = ts.forEachChild(node, (child) => (child.pos <= at && at < child.end ? child : undefined));
  }
  return nodes;
}

/** Behind code: that line. Else what begins behind the comment; first in a `catch` or an empty body, all of it. */
function coveredBy(source: ts.SourceFile, open: number, close: number): Span {
  const lineStart = source.text.lastIndexOf('\n', open - 1) + 1;
  if (/[^\s*/]/.test(source.text.slice(lineStart, open))) return [lineStart, open];
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, source.text, undefined, close);
  scanner.scan();
  const next = scanner.getTokenStart();
  const body = bodyAround(source, open, next);
  const covered = body ?? nodesAt(source, next).find((node) => !ts.isSourceFile(node) && !ts.isBlock(node) && node.getStart(source) === next);
  return covered ? [covered.getStart(source), covered.end] : [next, next];
}

/** What a block belongs to, if the comment is the first in a `catch`, or all there is in the block. */
function bodyAround(source: ts.SourceFile, open: number, next: number): ts.Node | undefined {
  const around = nodesAt(source, open).filter((node) => node.getStart(source) < open);
  const index = around.findLastIndex((node) => ts.isBlock(node));
  const [owner, block] = [around[index - 1], around[index]];
  if (!owner || !block || !ts.isBlock(block)) return undefined;
  const isFirst = open < (block.statements[0]?.getStart(source) ?? block.end);
  return isFirst && (block.statements.length === 0 || ts.isCatchClause(owner)) && next <= block.end ? owner : undefined;
}
