// Writes into a source what makes it tell who calls whom. The number of lines stays; ids are offsets of the original.
import ts from 'typescript';

/** Members whose text a bundler or a test runner reads and moves: they must stay as they are. */
const LEFT_ALONE = new Set(['vi', 'jest', 'require', 'eval', 'import.meta', 'module']);

/**
 * In: the path that ids are made of, and the text. Out: the text with `__site(id)` as the last argument of every call
 * (an empty list, spread), `__done(id, …)` around it, and `__entered(id)` at the start of every function.
 */
export function instrument(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, scriptKind(file));
  const edits = [];
  const before = (at, added) => edits.push({ at, added, order: 1, number: edits.length });
  const after = (at, added) => edits.push({ at, added, order: 0, number: edits.length });
  const id = (node, start = node.getStart(source, false)) => JSON.stringify(`${file}:${start}:${node.end}`);

  const visit = (node, home) => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)) return;
    if (isLeftAlone(node, source)) return;
    const inner = ts.isFunctionLike(node) && node.body ? enterFunction(node) : home;
    if (ts.isCatchClause(node) && home?.counts) before(node.block.getStart(source) + 1, ' __back(__depth);');
    const isCall = (ts.isCallExpression(node) && node.expression.kind !== ts.SyntaxKind.ImportKeyword) || ts.isNewExpression(node);
    const wraps = isCall && mayBeWrapped(node);
    if (wraps) before(node.getStart(source), `__done(${id(node)}, `);
    ts.forEachChild(node, (child) => visit(child, inner));
    if (isCall) after(node.arguments ? node.end - 1 : node.end, siteArgument(node, id(node)));
    if (wraps) after(node.end, ')');
    else if (isCall && home?.counts && node.expression.kind === ts.SyntaxKind.SuperKeyword && ts.isExpressionStatement(node.parent)) after(node.end, '; __back(__depth)');
    if (inner?.node === node && inner.closes) after(node.body.end, ')');
  };

  const enterFunction = (node) => {
    const name = ts.isMethodDeclaration(node) ? node.name : node;
    const call = `__entered(${id(node, name.getStart(source, false))}${ts.isAccessor(node) ? ', true' : ''})`;
    if (node.asteriskToken) {
      // Its body runs with the first element; a parameter's default runs with the call.
      const last = node.parameters.at(-1);
      if (last?.dotDotDotToken || hasDirective(node.body)) return { node };
      const end = node.parameters.end;
      after(end, `${node.parameters.length > 0 && !node.parameters.hasTrailingComma ? ', ' : ''}__call = ${call}`);
      return { node };
    }
    if (!ts.isBlock(node.body)) {
      before(node.body.getStart(source), `(${call}, `);
      return { node, closes: true };
    }
    const directive = node.body.statements.findLast(isDirective);
    before(directive ? directive.end : node.body.getStart(source) + 1, ` ;const __depth = ${call};`);
    return { node, counts: true };
  };

  visit(source, undefined);
  return applied(text, edits);
}

function scriptKind(file) {
  if (/\.[cm]?ts$/.test(file)) return ts.ScriptKind.TS;
  return file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.JSX;
}

function siteArgument(node, id) {
  if (!node.arguments) return `(...__site(${id}))`;
  return `${node.arguments.length > 0 && !node.arguments.hasTrailingComma ? ', ' : ''}...__site(${id})`;
}

/** `a?.b().c` is one expression up to its end; `super(…)` and decorators have a form of their own. */
function mayBeWrapped(node) {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword || ts.isDecorator(node.parent)) return false;
  let inner = node;
  while (ts.isNonNullExpression(inner.parent)) inner = inner.parent;
  const { parent } = inner;
  const goesOn = (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent)) && parent.expression === inner;
  return !(goesOn && ts.isOptionalChain(parent));
}

function isLeftAlone(node, source) {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  if (ts.isNewExpression(node)) return ts.isIdentifier(node.expression) && node.expression.text === 'URL';
  let root = node.expression;
  while (ts.isPropertyAccessExpression(root) || ts.isCallExpression(root)) {
    if (ts.isMetaProperty(root.expression)) return true;
    root = root.expression;
  }
  return ts.isIdentifier(root) && LEFT_ALONE.has(root.getText(source));
}

function isDirective(statement) {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

function hasDirective(body) {
  return body.statements.some(isDirective);
}

function applied(text, edits) {
  edits.sort((one, other) => one.at - other.at || one.order - other.order || one.number - other.number);
  let out = '';
  let at = 0;
  for (const edit of edits) {
    out += text.slice(at, edit.at) + edit.added;
    at = edit.at;
  }
  return out + text.slice(at);
}
