import type { FileFacts } from '../model/file-facts.ts';
import type { ClassEntity, Entity } from './entity.ts';
import type { Linker } from './linker.ts';

/** What a class extends: a class of the project or a thing of another package. */
export function baseOf(linker: Linker, cls: ClassEntity): readonly Entity[] {
  return cls.fact.extends ? linker.evaluate(cls.fact.extends, cls.frame).filter((base) => base.is === 'class' || base.is === 'external') : [];
}

export function classKey(cls: { readonly file: FileFacts; readonly cls: number }): string {
  return `${cls.file.file}#${String(cls.cls)}`;
}

export interface ClassIndex {
  subclassesOf(cls: ClassEntity): readonly ClassEntity[];
  implementersOf(name: string): readonly ClassEntity[];
}

/** Who extends and who implements what, over the whole project; made when first asked. */
export function indexClasses(linker: Linker): ClassIndex {
  let direct: Map<string, ClassEntity[]> | undefined;
  let implementers: Map<string, ClassEntity[]> | undefined;
  const transitive = new Map<string, readonly ClassEntity[]>();

  const build = (): Map<string, ClassEntity[]> => {
    const children = new Map<string, ClassEntity[]>();
    for (const cls of allClasses(linker)) {
      for (const base of baseOf(linker, cls)) if (base.is === 'class') add(children, classKey(base), cls);
    }
    return children;
  };

  return {
    subclassesOf(cls) {
      const key = classKey(cls);
      const known = transitive.get(key);
      if (known) return known;
      direct ??= build();
      const found = new Map<string, ClassEntity>();
      const open = [key];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        for (const child of direct.get(at) ?? []) {
          const childKey = classKey(child);
          if (childKey === key || found.has(childKey)) continue;
          found.set(childKey, child);
          open.push(childKey);
        }
      }
      transitive.set(key, [...found.values()]);
      return [...found.values()];
    },
    implementersOf(name) {
      implementers ??= implementersByName(linker);
      return implementers.get(name) ?? [];
    },
  };
}

function* allClasses(linker: Linker): Iterable<ClassEntity> {
  for (const file of linker.files.values()) {
    for (const [cls, fact] of file.classes.entries()) yield { is: 'class', file, cls, fact, frame: linker.openFrame(file, fact.fn) };
  }
}

/** By the interface's name: interfaces have no value to follow, and two of one name are told apart by their members. */
function implementersByName(linker: Linker): Map<string, ClassEntity[]> {
  const index = new Map<string, ClassEntity[]>();
  for (const cls of allClasses(linker)) {
    for (const { name } of cls.fact.implements) {
      const last = name.kind === 'import' ? name.path.at(-1) : name.kind === 'local' ? name.name : undefined;
      if (last !== undefined) add(index, last, cls);
    }
  }
  return index;
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
