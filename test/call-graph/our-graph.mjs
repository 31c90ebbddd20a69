// The call graph of the analysis, in ids of offsets: see `instrument.mjs`.
import { add } from './recording.mjs';

/**
 * In: a model, and what the analysis says a call reaches (`calleesOf` of `src/link`, of the same build).
 * Out: `calls`, functions by call; `handed`, the functions that are arguments of calls or parts of those.
 */
export function ourGraph({ linker }, calleesOf) {
  const calls = new Map();
  const handed = new Set();
  const ids = new Map();
  for (const file of linker.files.values()) for (const fact of file.functions) ids.set(fact, idOf(file, fact.span));
  for (const file of linker.files.values()) {
    for (const [call, fact] of file.calls.entries()) {
      const site = idOf(file, fact.span);
      for (const target of calleesOf(linker, { file, call })) {
        const fn = 'members' in target ? constructorOf(linker, target) : ids.get(target);
        if (fn) add(calls, site, fn);
      }
      for (const argument of fact.arguments) for (const each of functionsIn(linker, argument, linker.openFrame(file, fact.fn))) handed.add(ids.get(each));
    }
  }
  return { calls, handed };
}

/** The functions that an argument is or holds. */
function functionsIn(linker, argument, frame) {
  const value = argument.kind === 'spread' ? argument.of : argument;
  if (value.kind === 'object') return value.properties.flatMap((property) => (property.kind === 'value' ? functionsIn(linker, property.value, frame) : []));
  if (value.kind === 'literal' || value.kind === 'template') return [];
  return linker.evaluate(value, frame).flatMap((entity) => (entity.is === 'function' ? [entity.fact] : []));
}

function constructorOf(linker, cls) {
  for (const file of linker.files.values()) {
    if (!file.classes.includes(cls)) continue;
    let at = { is: 'class', file, cls: file.classes.indexOf(cls), fact: cls, frame: linker.openFrame(file, cls.fn) };
    for (let depth = 0; at && depth < 20; depth += 1) {
      const { constructedBy } = at.fact;
      if (constructedBy !== undefined) return idOf(at.file, at.file.functions[constructedBy].span);
      at = linker.baseOf(at).find(({ is }) => is === 'class');
    }
  }
  return undefined;
}

function idOf({ file }, [start, end]) {
  return `${file}:${start}:${end}`;
}
