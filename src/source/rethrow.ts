import { ts } from 'ts-morph';
import type { Rethrow } from '../model/file-facts.ts';
import { layoutOf } from './layout.ts';

/** How a `catch` could throw on what it caught, written like what stands around it. */
export function rethrowOf(source: ts.SourceFile, { variableDeclaration, block }: ts.CatchClause): Rethrow | undefined {
  if (!variableDeclaration || !ts.isIdentifier(variableDeclaration.name)) return undefined;
  const variable = variableDeclaration.name.text;
  const brace = block.end - 1;
  const { text } = source;
  if (text[brace] !== '}') return undefined;
  const last = block.statements.at(-1);
  const statement = `throw ${variable}${last && text[last.end - 1] !== ';' && text[last.end - 1] !== '}' ? '' : ';'}`;
  // Behind a return nothing would run: the error is thrown in its place.
  if (last && ts.isReturnStatement(last)) return { variable, span: [last.getStart(source), last.end], text: statement };
  const line = lineStart(text, brace);
  const indentation = text.slice(line, brace);
  if (indentation.trim() !== '') return { variable, span: [brace, brace], text: text[brace - 1] === ' ' ? `${statement} ` : ` ${statement} ` };
  const newLine = text.slice(0, line).endsWith('\r\n') ? '\r\n' : '\n';
  return { variable, span: [line, line], text: `${last ? indentationOf(text, last.getStart(source)) : `${indentation}${layoutOf(text).indent}`}${statement}${newLine}` };
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function indentationOf(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? '';
}
