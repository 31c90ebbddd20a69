import { ts } from 'ts-morph';
import type { AwaitedStatement } from '../model/file-facts.ts';
import { lookUp, type Place, spanOf } from './reading.ts';

/** Notes the statements of a block, already read, that wait for one call each, directly behind each other. */
export function noteAwaitedRuns(place: Place, list: readonly ts.Statement[]): void {
  if (list.length < 2) return;
  let run: AwaitedStatement[] = [];
  const end = (): void => {
    if (run.length > 1) place.reading.awaitedRuns.push({ fn: place.fn, statements: run });
    run = [];
  };
  for (const statement of list) {
    const read = awaitedStatement(place, statement);
    if (read) run.push(read);
    else end();
  }
  end();
}

function awaitedStatement(place: Place, statement: ts.Statement): AwaitedStatement | undefined {
  if (!ts.isVariableStatement(statement) || statement.modifiers || !isConst(statement.declarationList)) return undefined;
  const [declaration, second] = statement.declarationList.declarations;
  if (!declaration || second || declaration.type || !declaration.initializer || !ts.isAwaitExpression(declaration.initializer)) return undefined;
  const { source } = place.reading;
  const awaited = spanOf(place.reading, declaration.initializer.expression);
  const call = ts.isCallExpression(declaration.initializer.expression) ? place.reading.calls.findLastIndex(({ span }) => span[0] === awaited[0] && span[1] === awaited[1]) : -1;
  const pattern = declaration.name.getText(source);
  const bindings = call < 0 ? undefined : bindingsIn(place, declaration.name);
  if (!bindings) return undefined;
  const span = spanOf(place.reading, statement);
  const indent = source.text.slice(source.text.lastIndexOf('\n', span[0] - 1) + 1, span[0]);
  return { call, pattern, bindings, headSpan: [span[0], awaited[0]], tailSpan: [awaited[1], span[1]], ...(indent.trim() === '' && { indent }), closed: source.text[span[1] - 1] === ';' };
}

function isConst({ flags }: ts.VariableDeclarationList): boolean {
  return (flags & ts.NodeFlags.Const) !== 0 && (flags & ts.NodeFlags.Using) === 0;
}

/** `undefined`: the pattern computes something of its own. */
function bindingsIn(place: Place, name: ts.BindingName): readonly number[] | undefined {
  if (ts.isIdentifier(name)) {
    const binding = lookUp(place.scope, name.text);
    return binding === undefined ? undefined : [binding];
  }
  const found: number[] = [];
  for (const element of name.elements) {
    if (ts.isOmittedExpression(element)) continue;
    const inner = element.initializer || (element.propertyName && ts.isComputedPropertyName(element.propertyName)) ? undefined : bindingsIn(place, element.name);
    if (!inner) return undefined;
    found.push(...inner);
  }
  return found;
}
