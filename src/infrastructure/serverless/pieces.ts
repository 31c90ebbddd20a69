/** A part of a text: as it stands, or what stands between `${` and `}`. */
export interface Piece {
  readonly kind: 'text' | 'variable';
  readonly text: string;
}

const longestVariable = 1000;

/** Names the sources of variables, so that `${AWS::Region}` and `${Queue.Arn}` stay for `Fn::Sub`. */
const variable = /^\s*(?:[A-Za-z]\w*(?:\([^]*\))?:(?!:)|(?:file|strToBool)\(|['"])/;

/** Takes a text with variables of the Serverless Framework apart: `orders-${opt:stage, 'dev'}`. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let start = text.indexOf('${');
  while (start !== -1) {
    const end = closing(text, start + 2);
    if (end === undefined) break;
    const inner = text.slice(start + 2, end);
    const isEscaped = text[start - 1] === '\\';
    if (isEscaped || !variable.test(inner)) {
      start = text.indexOf('${', start + 2);
      continue;
    }
    if (start > from) pieces.push({ kind: 'text', text: text.slice(from, start) });
    pieces.push({ kind: 'variable', text: inner });
    from = end + 1;
    start = text.indexOf('${', from);
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

function closing(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < Math.min(text.length, from + longestVariable); at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

/** `opt:stage, self:provider.stage, 'dev'`: the sources of one variable, tried in order. */
export function sourcesOf(inner: string): readonly string[] {
  const sources: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let at = 0; at < inner.length; at += 1) {
    const character = inner[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === '{' || character === '(') depth += 1;
    else if (character === '}' || character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      sources.push(inner.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...sources, inner.slice(from).trim()];
}
