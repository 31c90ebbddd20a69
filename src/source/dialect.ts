import { ts } from 'ts-morph';

/** How to read a file, by its ending. */
export function dialectOf(file: string): ts.ScriptKind {
  if (file.endsWith('.tsx')) return ts.ScriptKind.TSX;
  if (/\.[mc]?ts$/.test(file)) return ts.ScriptKind.TS;
  // Plain JavaScript may hold JSX and, in many code bases, Flow-like annotations: the JSX dialect reads both best.
  return ts.ScriptKind.JSX;
}
