import { readResource } from './collection.ts';
import { readExpression } from './expression.ts';
import { isSymbol, next, type Parsing, peek, skipLines, spanFrom, take, takeName } from './parsing.ts';
import type { Declaration } from './syntax.ts';

const kinds = ['param', 'var', 'resource', 'module', 'output'] as const;

function isKind(text: string): text is Declaration['kind'] {
  return kinds.some((kind) => kind === text);
}

/** A statement that declares something. `undefined`: it is another one. */
export function readDeclaration(parsing: Parsing): Declaration | undefined {
  const { kind: token, text: kind, span } = peek(parsing);
  if (token !== 'name' || !isKind(kind) || peek(parsing, 1).kind !== 'name') return undefined;
  if (kind === 'resource' || kind === 'module') return readResource(parsing, readExpression);
  next(parsing);
  const name = takeName(parsing);
  if (kind !== 'var') skipType(parsing);
  const isGiven = take(parsing, '=');
  if (isGiven) skipLines(parsing);
  const value = isGiven ? readExpression(parsing) : undefined;
  return { kind, name, ...(value && { value }), span: spanFrom(parsing, span) };
}

/** Up to `=` or the end of the line; what stands in brackets, and alternatives in lines of their own, belongs to it. */
function skipType(parsing: Parsing): void {
  let open = 0;
  for (let token = peek(parsing); token.kind !== 'end'; token = peek(parsing)) {
    if (open === 0 && isSymbol(token, '=')) return;
    if (open === 0 && token.kind === 'line' && !isSymbol(peek(parsing, 1), '|')) return;
    if (token.kind === 'symbol' && '{[('.includes(token.text)) open += 1;
    if (token.kind === 'symbol' && '}])'.includes(token.text)) open -= 1;
    next(parsing);
  }
}
