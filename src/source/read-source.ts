import { ts } from 'ts-morph';
import type { FileFacts, Step } from '../model/file-facts.ts';
import { dialectOf } from './dialect.ts';
import { readExpression } from './expression.ts';
import { hoist } from './hoist.ts';
import { intentsIn } from './intents.ts';
import { layoutOf } from './layout.ts';
import { noteOwners } from './literal-methods.ts';
import { readPrototypes } from './prototypes.ts';
import type { Place, Reading } from './reading.ts';
import { readStatements } from './statement.ts';

/**
 * Reads one TypeScript or JavaScript file into facts.
 *
 * A pure function of `text` (and of `file`'s ending, which decides the dialect). Never throws on what the
 * text says: a file with syntax errors gives the facts that could still be read, and `broken: true`; one that nests deeper
 * than the stack goes, as only generated code does, gives none, and `unread: true`.
 */
export function readSource(file: string, text: string): FileFacts {
  try {
    return read(file, text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...read(file, ''), broken: true, unread: true };
  }
}

function read(file: string, text: string): FileFacts {
  const source = ts.createSourceFile(file, text, { languageVersion: ts.ScriptTarget.Latest }, false, dialectOf(file));
  const reading: Reading = {
    readers: { expression: readExpression, statements: readStatements },
    source,
    functions: [],
    classes: [],
    calls: [],
    bindings: [],
    types: {},
    exports: {},
    exportAll: [],
    imports: new Set(),
    providers: [],
    awaitedRuns: [],
    moduleExports: undefined,
    globals: [],
  };
  const steps: Step[] = [];
  reading.functions.push({
    kind: 'module',
    async: false,
    generator: false,
    parameters: [],
    body: steps,
    returns: [],
    span: [0, text.length],
  });
  const place: Place = { reading, scope: { names: new Map(), fn: 0 }, fn: 0, steps };
  hoist(place, source.statements, true);
  readStatements(place, source.statements);
  readPrototypes(reading);
  noteOwners(reading);
  return factsOf(file, reading);
}

function factsOf(file: string, reading: Reading): FileFacts {
  const { source, functions, classes, calls, bindings, types, exports, exportAll, imports, providers, awaitedRuns } = reading;
  const intents = intentsIn(source);
  return {
    file,
    lineStarts: source.getLineStarts(),
    layout: layoutOf(source.text),
    functions,
    classes,
    calls,
    bindings,
    types,
    exports,
    exportAll,
    ...(reading.moduleExports && { moduleExports: reading.moduleExports }),
    ...(reading.globals.length > 0 && { globals: reading.globals }),
    imports: [...imports],
    providers,
    ...(awaitedRuns.length > 0 && { awaitedRuns }),
    ...(intents.length > 0 && { intents }),
    broken: hasSyntaxErrors(source),
  };
}

/** The parser keeps its errors on the file, outside the public type. */
function hasSyntaxErrors(source: ts.SourceFile): boolean {
  const { parseDiagnostics } = source as ts.SourceFile & { readonly parseDiagnostics?: readonly unknown[] };
  return (parseDiagnostics?.length ?? 0) > 0;
}
