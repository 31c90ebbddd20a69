import type { FileFacts } from '../model/file-facts.ts';
import { noteCut } from './bounded.ts';
import { type Entity, unknown } from './entity.ts';
import { says } from './evaluate.ts';
import type { Linker } from './linker.ts';

/** What `name` of the module behind a specifier is. `*`: its namespace; `=`: what `require` gives. */
export function imported(linker: Linker, from: FileFacts, specifier: string, name: string): readonly Entity[] {
  const resolution = linker.resolve(from.file, specifier);
  if (resolution.kind === 'missing') return [unknown('module not found', undefined, specifier)];
  if (resolution.kind === 'package') {
    const path = resolution.subpath ? `${resolution.name}/${resolution.subpath}` : resolution.name;
    return [{ is: 'external', package: path, from: 'export', name: name === '=' ? '*' : name }];
  }
  const file = linker.files.get(resolution.file) ?? linker.load(resolution.file);
  if (!file) return [unknown('module not found', undefined, resolution.file)];
  if (name === '=') return required(linker, file);
  if (name === '*') return [{ is: 'module', file }];
  return linker.exportOf(file, name);
}

/** What `require` gives of a file. CommonJS: `module.exports` where it is written, else all exports. */
export function required(linker: Linker, file: FileFacts): readonly Entity[] {
  if (!file.moduleExports || isOpaque(linker, file)) return linker.opaque?.get(file.file)?.has('default') ? linker.exportOf(file, 'default') : [{ is: 'module', file }];
  const whole = linker.evaluate(file.moduleExports, linker.openFrame(file, 0));
  const more = Object.entries(file.exports);
  if (more.length === 0) return whole;
  // `module.exports = f; module.exports.helper = g`: the additions belong to the object, if it is one.
  const frame = linker.openFrame(file, 0);
  const writes = more.map(([key, value]) => ({ key, value, frame }));
  return whole.map((entity) => (entity.is === 'object' ? { ...entity, writes: [...(entity.writes ?? []), ...writes] } : entity));
}

/** `module.exports.helper = g` beside `module.exports = f`, a function or class, where it is asked of `f`. */
export function besideExport(linker: Linker, file: FileFacts, name: string): readonly Entity[] | undefined {
  const value = file.moduleExports && Object.hasOwn(file.exports, name) ? file.exports[name] : undefined;
  return value && linker.evaluate(value, linker.openFrame(file, 0));
}

function isOpaque({ opaque }: Linker, { file }: FileFacts): boolean {
  return opaque?.has(file) ?? false;
}

const following = new Set<string>();

export function exportOf(linker: Linker, file: FileFacts, name: string): readonly Entity[] {
  if (linker.opaque?.get(file.file)?.has(name)) return [{ is: 'external', package: file.file, from: 'export', name }];
  // Modules may re-export each other in a circle.
  const key = `${file.file}\n${name}`;
  if (following.has(key)) {
    noteCut();
    return [];
  }
  following.add(key);
  try {
    return ownExport(linker, file, name) ?? passedOn(linker, file, name);
  } finally {
    following.delete(key);
  }
}

function ownExport(linker: Linker, file: FileFacts, name: string): readonly Entity[] | undefined {
  const value = Object.hasOwn(file.exports, name) ? file.exports[name] : undefined;
  const frame = linker.openFrame(file, 0);
  if (value) return linker.evaluate(value, frame);
  if (!file.moduleExports) return undefined;
  const whole = linker.evaluate(file.moduleExports, frame);
  if (name === 'default') return whole;
  return whole.flatMap((entity) => linker.memberOf(entity, name, { file, frame }));
}

function passedOn(linker: Linker, file: FileFacts, name: string): readonly Entity[] {
  if (name !== 'default') {
    for (const specifier of file.exportAll) {
      const entities = linker.imported(file, specifier, name);
      if (entities.some(says)) return entities;
    }
  }
  // `import x from './commonjs'` gives the whole module.
  if (name === 'default' && Object.keys(file.exports).length > 0) return [{ is: 'module', file }];
  return [unknown('declared outside this project')];
}
