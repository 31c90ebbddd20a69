// Reads the call graph that Jelly writes (`-j`): lines and columns from 1, of functions as Babel sees them.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { add } from './recording.mjs';

/** Out: in ids of offsets, see `instrument.mjs`. A function that starts elsewhere for us is the one that ends there. */
export function jellyGraph(root, { files, functions, calls, call2fun }) {
  const texts = files.map((file) => placesOf(path.join(root, file), file));
  const fns = new Map(Object.entries(functions).map(([id, place]) => [Number(id), functionAt(texts, place)]));
  const sites = new Map(Object.entries(calls).map(([id, place]) => [Number(id), siteAt(texts, place)]));
  const found = new Map();
  for (const [call, fn] of call2fun) {
    const [site, target] = [sites.get(call), fns.get(fn)];
    if (site && target) add(found, site, target);
  }
  return { calls: [...found].map(([site, targets]) => [site, [...targets]]), handed: undefined };
}

function placesOf(absolute, file) {
  const text = fs.readFileSync(absolute, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, /\.[jt]sx$|js$/.test(file) ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const ends = new Map();
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const start = (ts.isMethodDeclaration(node) ? node.name : node).getStart(source, false);
      add(ends, node.end, start);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const offset = (line, column) => source.getPositionOfLineAndCharacter(Math.min(line, source.getLineStarts().length) - 1, 0) + column - 1;
  return { file, ends, offset };
}

function spanOf(texts, place) {
  const [file, line, column, endLine, endColumn] = place.split(':').map(Number);
  const text = texts[file];
  return text && [text, text.offset(line, column), text.offset(endLine, endColumn)];
}

function siteAt(texts, place) {
  const span = spanOf(texts, place);
  return span && `${span[0].file}:${span[1]}:${span[2]}`;
}

function functionAt(texts, place) {
  const span = spanOf(texts, place);
  if (!span) return undefined;
  const [text, start, end] = span;
  const starts = [...(text.ends.get(end) ?? [])].sort((one, other) => Math.abs(one - start) - Math.abs(other - start));
  return starts.length > 0 ? `${text.file}:${starts[0]}:${end}` : undefined;
}
