/** What a module says at its top level, without being parsed. */
export interface Declarations {
  /** Offset of the expression that is exported as a whole. */
  readonly exported: number | undefined;
  /** Offset of what each constant is, by name. */
  readonly constants: ReadonlyMap<string, number>;
  /** Module by the name of what is imported from it. */
  readonly imports: ReadonlyMap<string, string>;
}

/** Constants that stand at the start of a line; one that is written twice, or assigned to later, is none. */
export function declarationsIn(text: string): Declarations {
  const constants = new Map<string, number>();
  for (const match of text.matchAll(/^(?:export\s+)?const\s+([A-Za-z_$][\w$]*)\s*(?::[^=;\n]{0,300})?=(?!=|>)/gm)) {
    const [whole, name = ''] = match;
    constants.set(name, match.index + whole.length);
  }
  const changed = new Set(Array.from(text.matchAll(/^[^\S\n]*([A-Za-z_$][\w$]*)(?:\.[\w$]+|\[[^\]\n]*\])+\s*=(?!=|>)/gm), ([, name = '']) => name));
  for (const name of changed) constants.delete(name);
  return { exported: exportedIn(text), constants, imports: importsIn(text) };
}

function exportedIn(text: string): number | undefined {
  const match = /^(?:module\.exports\s*=|export\s+default\b|export\s*=)/m.exec(text);
  return match ? match.index + match[0].length : undefined;
}

function importsIn(text: string): ReadonlyMap<string, string> {
  const imports = new Map<string, string>();
  for (const [, names = '', module = ''] of text.matchAll(/^import\s+(?!type\b)([^'";]{1,2000}?)\s*from\s*['"]([^'"\n]+)['"]/gm)) {
    for (const [, name = ''] of names.matchAll(/(?:\bas\s+)?\b([A-Za-z_$][\w$]*)\b(?!\s+as\b)/g)) imports.set(name, module);
  }
  for (const [, name = '', module = ''] of text.matchAll(/^(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*=\s*require\(\s*['"]([^'"\n]+)['"]\s*\)/gm)) imports.set(name, module);
  return imports;
}
