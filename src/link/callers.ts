import type { FileFacts } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { classKey } from './classes.ts';
import type { CallReference, ClassEntity, Entity, FunctionEntity } from './entity.ts';
import type { Linker } from './linker.ts';

interface CallSite {
  readonly file: FileFacts;
  readonly call: number;
}

/** Calls whose name says nothing: `handlers[x]()`, `make()()`. */
const NAMELESS = '*';

/**
 * Makes the reader of callers: calls are found by name first, then by what their callee really is.
 * Aliases are found as well, since an import keeps the name of the export it takes.
 */
export function callerIndex(linker: Linker): Linker['callersOf'] {
  const known = new Map<string, readonly CallReference[]>();
  return (target) => {
    const key = target.is === 'class' ? `class ${classKey(target)}` : `${target.file.file}#${String(target.fn)}`;
    const before = known.get(key);
    if (before) return before;
    known.set(key, []);
    const index = indexCalls(linker);
    const found: CallReference[] = [];
    for (const name of namesOf(target)) {
      for (const { file, call } of index.get(name) ?? []) {
        const fact = file.calls[call];
        if (!fact) continue;
        const frame = linker.openFrame(file, fact.fn);
        if (linker.evaluate(fact.callee, frame).some((callee) => isSame(linker, callee, target, fact.kind, frame.file))) {
          found.push({ file, call, frame });
        }
      }
    }
    known.set(key, found);
    return found;
  };
}

const indexes = new WeakMap<Linker['files'], ReadonlyMap<string, readonly CallSite[]>>();

/** Every call by the last name of its callee; made once for the same files. */
export function indexCalls({ files }: Pick<Linker, 'files'>): ReadonlyMap<string, readonly CallSite[]> {
  let index = indexes.get(files);
  if (!index) indexes.set(files, (index = indexOf(files)));
  return index;
}

function indexOf(files: Linker['files']): ReadonlyMap<string, readonly CallSite[]> {
  const index = new Map<string, CallSite[]>();
  for (const file of files.values()) {
    for (const [call, fact] of file.calls.entries()) {
      const name = fact.kind === 'super' ? 'super' : lastName(file, fact.callee);
      const list = index.get(name);
      if (list) list.push({ file, call });
      else index.set(name, [{ file, call }]);
    }
  }
  return index;
}

/** The last name of a callee: what the called function is called where it is defined. */
export function lastName(file: FileFacts, callee: Value): string {
  switch (callee.kind) {
    case 'member':
      return callee.name === 'call' || callee.name === 'apply' ? lastName(file, callee.of) : callee.name;
    case 'import':
      return callee.name;
    case 'global':
      return callee.name;
    case 'binding': {
      const binding = file.bindings[callee.binding];
      const [value] = binding?.values ?? [];
      if (value?.kind === 'import' || value?.kind === 'member') return lastName(file, value);
      return binding?.kind === 'function' || binding?.kind === 'class' ? binding.name : value?.kind === 'function' ? (binding?.name ?? NAMELESS) : NAMELESS;
    }
    case 'super':
      return 'super';
    default:
      return NAMELESS;
  }
}

function namesOf(target: FunctionEntity | ClassEntity): readonly string[] {
  const names = new Set<string>([NAMELESS]);
  if (target.fact.name !== undefined) names.add(target.fact.name);
  if (target.is === 'class') names.add('super');
  for (const [name, value] of Object.entries(target.file.exports)) if (leadsTo(target, value)) names.add(name);
  if (target.file.moduleExports && leadsTo(target, target.file.moduleExports)) {
    names.add('=');
    names.add('default');
  }
  return [...names];
}

/** Does an exported value stand for the target, as written? Wrapped ones count: their name is what callers use. */
function leadsTo(target: FunctionEntity | ClassEntity, value: Value): boolean {
  if (value.kind === 'function') return target.is === 'function' && value.fn === target.fn;
  if (value.kind === 'class') return target.is === 'class' && value.cls === target.cls;
  if (value.kind !== 'binding') return false;
  return (target.file.bindings[value.binding]?.values ?? []).some((each) => each.kind !== 'binding' && leadsTo(target, each));
}

function isSame(linker: Linker, callee: Entity, target: FunctionEntity | ClassEntity, kind: string, file: FileFacts): boolean {
  if (target.is === 'function') return callee.is === 'function' && callee.fn === target.fn && callee.file === target.file;
  if (kind === 'super') {
    // `super(…)` evaluates to the object itself: what counts is what its class extends.
    const cls = callee.is === 'instance' ? callee.of : undefined;
    return cls?.file === file && linker.baseOf(cls).some((base) => base.is === 'class' && classKey(base) === classKey(target));
  }
  return callee.is === 'class' && kind === 'new' && classKey(callee) === classKey(target);
}
