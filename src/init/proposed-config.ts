import type { Evidence } from '../model/finding.ts';

/** A declaration to be looked at by a person. */
export interface ProposedDeclaration {
  readonly kind: string;
  readonly declaration: Readonly<Record<string, string | number>>;
  readonly because: readonly Evidence[];
}

/** Places that are shown for one proposal. */
const MOST_PLACES = 3;

/** Text of an `async-patterns.config.json` whose proposals are comments: nothing counts before a person says so. */
export function proposedConfig(proposals: readonly ProposedDeclaration[]): string {
  const kinds = [...new Set(proposals.map(({ kind }) => kind))];
  return [
    '{',
    '  "$schema": "./node_modules/eslint-plugin-async-patterns/docs/settings.schema.json",',
    '',
    '  // What could not be followed. Of what is right, put in what stands as "?", and take away the marks of the comment;',
    '  // delete the rest. What each field means: https://github.com/async-patterns/eslint-plugin-async-patterns/blob/main/docs/settings.md',
    ...kinds.flatMap((kind) => ['', `  "${kind}": [`, ...proposals.filter((each) => each.kind === kind).flatMap(linesOf), '  ],']),
    '}',
    '',
  ].join('\n');
}

function linesOf({ declaration, because }: ProposedDeclaration): readonly string[] {
  const shown = because.slice(0, MOST_PLACES).map(({ at, note }) => `    // ${at.file}:${String(at.line)} ${note}`);
  const more = because.length - shown.length;
  const fields = Object.entries(declaration).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return [...shown, ...(more > 0 ? [`    // and ${String(more)} more`] : []), `    // { ${fields.join(', ')} },`];
}
