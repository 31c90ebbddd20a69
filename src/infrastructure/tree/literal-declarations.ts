/** What a module says at its top level, without being parsed. */
export interface Declarations {
  /** Offset of the expression that is exported as a whole. */
  readonly exported: number | undefined;
  /** Offset of what each constant is, by name. */
  readonly constants: ReadonlyMap<string, number>;
  /** By the name of what is imported: its module, with `#name` unless it is what the module exports as a whole. */
  readonly imports: ReadonlyMap<string, string>;
  /** The same by the name under which another module is exported again. */
  readonly passedOn: ReadonlyMap<string, string>;
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
  return { exported: exportedIn(text), constants, imports: importsIn(text), passedOn: passedOnIn(text) };
}

function exportedIn(text: string): number | undefined {
  const match = /^(?:module\.exports\s*=|export\s+default\b|export\s*=)/m.exec(text);
  return match ? match.index + match[0].length : undefined;
}

function importsIn(text: string): ReadonlyMap<string, string> {
  const imports = new Map<string, string>();
  for (const [, names = '', module = ''] of text.matchAll(/^import\s+(?!type\b)([^'";]{1,2000}?)\s*from\s*['"]([^'"\n]+)['"]/gm)) {
    for (const [name, source] of namesIn(names, module)) imports.set(name, source);
  }
  for (const [, name = '', module = ''] of text.matchAll(/^(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*=\s*require\(\s*['"]([^'"\n]+)['"]\s*\)/gm)) imports.set(name, module);
  return imports;
}

function passedOnIn(text: string): ReadonlyMap<string, string> {
  const found = Array.from(text.matchAll(/^export\s*(\{[^}]{0,5000}\})\s*from\s*['"]([^'"\n]+)['"]/gm), ([, names = '', module = '']) => namesIn(names, module));
  return new Map(found.flat());
}

/** `whole, { one, two as other }` */
function namesIn(names: string, module: string): readonly (readonly [string, string])[] {
  const [, inside = ''] = /\{([^}]*)\}/.exec(names) ?? [];
  const [, whole] = /^([A-Za-z_$][\w$]*)/.exec(names) ?? [];
  const listed = inside.split(',').flatMap((each): readonly (readonly [string, string])[] => {
    const [, name, other] = /^\s*([A-Za-z_$][\w$]*)(?:\s+as\s+([A-Za-z_$][\w$]*))?\s*$/.exec(each) ?? [];
    return name === undefined ? [] : [[other ?? name, name === 'default' ? module : `${module}#${name}`]];
  });
  return whole === undefined ? listed : [[whole, module], ...listed];
}
