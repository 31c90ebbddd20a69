import type { Fault } from '../reading/problem.ts';
import { skipDecorators } from './collection.ts';
import { readDeclaration } from './declaration.ts';
import { readExpression } from './expression.ts';
import { beyondLines, next, type Parsing, parsingOf, peek, skipLines } from './parsing.ts';
import type { Declaration, Expression } from './syntax.ts';
import { tokensOf } from './tokens.ts';

const MOST_FAULTS = 20;

/** The declarations of a Bicep file, with their places. A statement that cannot be read is left out, and is a fault. */
export function readBicepText(text: string): { readonly declarations: readonly Declaration[]; readonly faults: readonly Fault[] } {
  const { tokens, faults: broken } = tokensOf(text);
  const parsing = parsingOf(tokens);
  const declarations: Declaration[] = [];
  const faults: Fault[] = [...broken];
  while (beyondLines(parsing).kind !== 'end') {
    skipLines(parsing);
    const start = parsing.at;
    skipDecorators(parsing, readExpression);
    const declaration = parsing.fault ? undefined : readDeclaration(parsing);
    if (declaration && !parsing.fault && isEnded(parsing)) declarations.push(declaration);
    else if (parsing.fault) {
      if (faults.length < MOST_FAULTS) faults.push(parsing.fault);
      recover(parsing, start, text);
    } else skipStatement(parsing);
  }
  return { declarations, faults };
}

/** One expression alone, as ARM templates hold them. */
export function readExpressionText(text: string): Expression | undefined {
  const { tokens, faults } = tokensOf(text);
  const parsing = parsingOf(tokens);
  const expression = readExpression(parsing);
  return faults.length > 0 || parsing.fault || peek(parsing).kind !== 'end' ? undefined : expression;
}

function isEnded(parsing: Parsing): boolean {
  const { kind } = peek(parsing);
  return kind === 'line' || kind === 'end';
}

/** Behind a fault: to the next line that begins with a name or a decorator, for nothing but a statement does. */
function recover(parsing: Parsing, start: number, text: string): void {
  parsing.fault = undefined;
  parsing.depth = 0;
  parsing.at = start;
  do next(parsing);
  while (peek(parsing).kind !== 'end' && !startsStatement(parsing, text));
}

function startsStatement(parsing: Parsing, text: string): boolean {
  const { kind, text: written, span: [start] } = peek(parsing);
  return (kind === 'name' || written === '@') && text[start - 1] === '\n';
}

/** `targetScope = …`, `import …`, `func …`: to the end of its last line. */
function skipStatement(parsing: Parsing): void {
  let open = 0;
  while (peek(parsing).kind !== 'end' && (open > 0 || peek(parsing).kind !== 'line')) {
    const { kind, text } = next(parsing);
    if (kind === 'symbol' && '{[('.includes(text)) open += 1;
    if (kind === 'symbol' && '}])'.includes(text)) open -= 1;
  }
}
