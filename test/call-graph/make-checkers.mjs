// Writes the call graph that the TypeScript checker knows: `node make-checkers.mjs CHECKOUT OUT SOURCES [TSCONFIG]`.
// A callee is what its symbol is declared as; of an abstract or interface member, what every class below gives.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { add } from './recording.mjs';

const [root, out, sourcesFile, tsconfig = 'tsconfig.json'] = process.argv.slice(2);
const sources = JSON.parse(fs.readFileSync(sourcesFile, 'utf8')).sources.filter((file) => /\.[cm]?[jt]sx?$/.test(file));
const program = ts.createProgram(sources.map((file) => path.join(root, file)), { ...optionsOf(path.join(root, tsconfig)), allowJs: true, noEmit: true, skipLibCheck: true });
const checker = program.getTypeChecker();
const own = sources.flatMap((file) => program.getSourceFile(path.join(root, file)) ?? []);
const calls = new Map();
const handed = new Set();
const below = subclasses();

for (const source of own) visit(source);
fs.writeFileSync(out, JSON.stringify({ sources, handed: [...handed], calls: [...calls].map(([site, targets]) => [site, [...targets]]) }));

function optionsOf(file) {
  if (!fs.existsSync(file)) return { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2023 };
  return ts.parseJsonConfigFileContent(ts.readConfigFile(file, ts.sys.readFile).config, ts.sys, path.dirname(file)).options;
}

function visit(node) {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    for (const fn of calleesOf(node)) add(calls, idOf(node), fn);
    for (const each of node.arguments ?? []) for (const fn of functionsOf(each)) handed.add(fn);
  }
  ts.forEachChild(node, visit);
}

function functionsOf(node) {
  if (ts.isFunctionLike(node)) return [idOf(node)];
  const symbol = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) ? resolved(checker.getSymbolAtPosition?.(node) ?? checker.getSymbolAtLocation(node)) : undefined;
  return (symbol?.declarations ?? []).flatMap((declaration) => bodiesOf(declaration));
}

function calleesOf(node) {
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) {
    const base = checker.getTypeAtLocation(node.expression).symbol;
    return (base?.declarations ?? []).flatMap(constructorsOf);
  }
  if (ts.isFunctionLike(name) || (ts.isParenthesizedExpression(name) && ts.isFunctionLike(name.expression))) return [idOf(ts.isFunctionLike(name) ? name : name.expression)];
  const symbol = resolved(checker.getSymbolAtLocation(name));
  const declarations = symbol?.declarations ?? [];
  if (ts.isNewExpression(node)) return declarations.flatMap(constructorsOf);
  const receiver = ts.isPropertyAccessExpression(node.expression) ? checker.getTypeAtLocation(node.expression.expression).symbol : undefined;
  const overriding = receiver ? overridesOf(receiver, symbol?.name) : [];
  return [...declarations.flatMap(bodiesOf), ...overriding];
}

function resolved(symbol) {
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The function that a declaration gives its name to. */
function bodiesOf(declaration) {
  if (ts.isFunctionLike(declaration) && declaration.body) return [idOf(declaration)];
  const value = declaration.initializer ?? (ts.isBinaryExpression(declaration.parent) ? declaration.parent.right : undefined);
  if (value && ts.isFunctionLike(value)) return [idOf(value)];
  if (ts.isShorthandPropertyAssignment(declaration)) return (checker.getShorthandAssignmentValueSymbol(declaration)?.declarations ?? []).flatMap(bodiesOf);
  return [];
}

function constructorsOf(declaration, depth = 0) {
  if (ts.isFunctionLike(declaration) && declaration.body) return [idOf(declaration)];
  if (!ts.isClassLike(declaration) || depth > 20) return [];
  const written = declaration.members.find((member) => ts.isConstructorDeclaration(member) && member.body);
  if (written) return [idOf(written)];
  const base = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  return base ? (resolved(checker.getSymbolAtLocation(base.expression))?.declarations ?? []).flatMap((each) => constructorsOf(each, depth + 1)) : [];
}

/** Classes by what they extend or implement. */
function subclasses() {
  const found = new Map();
  const look = (node) => {
    if (ts.isClassLike(node)) {
      for (const { expression } of node.heritageClauses?.flatMap(({ types }) => [...types]) ?? []) {
        const base = resolved(checker.getSymbolAtLocation(expression));
        if (base) add(found, base, node);
      }
    }
    ts.forEachChild(node, look);
  };
  for (const source of own) look(source);
  return found;
}

function overridesOf(symbol, name, seen = new Set()) {
  if (seen.has(symbol) || name === undefined) return [];
  seen.add(symbol);
  return [...(below.get(symbol) ?? [])].flatMap((cls) => {
    const given = cls.members.filter((member) => member.name?.getText() === name).flatMap(bodiesOf);
    const symbolOfClass = cls.symbol ?? checker.getSymbolAtLocation(cls.name ?? cls);
    return [...given, ...(symbolOfClass ? overridesOf(symbolOfClass, name, seen) : [])];
  });
}

function idOf(node) {
  const source = node.getSourceFile();
  const start = (ts.isMethodDeclaration(node) ? node.name : node).getStart(source, false);
  return `${path.relative(root, source.fileName).replaceAll(path.sep, '/')}:${start}:${node.end}`;
}
