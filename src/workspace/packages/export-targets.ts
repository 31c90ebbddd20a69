import { isObject, type JsonObject } from '../formats/json.ts';
import { bySpecificity, fillPattern, matchPattern } from './match-pattern.ts';

const conditions = ['source', 'development', 'import', 'require', 'node', 'default', 'types'];

/** In: `exports` of a package and `.` or `./sub`. Out: what it leads to, from the likeliest source on. */
export function exportTargets(exports: unknown, subpath: string): readonly string[] {
  const isMap = isObject(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  if (isMap) return mappedTargets(exports, subpath);
  return subpath === '.' ? targetsOf(exports, '') : [];
}

/** In: `exports` or `imports` with their keys, and the key asked for. */
export function mappedTargets(map: JsonObject, key: string): readonly string[] {
  for (const pattern of Object.keys(map).sort(bySpecificity)) {
    const star = matchPattern(pattern.endsWith('/') ? `${pattern}*` : pattern, key);
    if (star === undefined) continue;
    const targets = targetsOf(map[pattern], star);
    return pattern.endsWith('/') ? targets.map((target) => target + star) : targets;
  }
  return [];
}

function targetsOf(target: unknown, star: string): readonly string[] {
  if (typeof target === 'string') return [fillPattern(target, star)];
  if (Array.isArray(target)) return target.flatMap((item) => targetsOf(item, star));
  if (!isObject(target)) return [];
  return Object.keys(target)
    .sort((one, other) => rank(one) - rank(other))
    .flatMap((condition) => targetsOf(target[condition], star));
}

/** A project's own condition (`@acme/source`) leads to sources; one of another platform comes last. */
function rank(condition: string): number {
  if (/^@|sources?$|^src$/.test(condition)) return -1;
  const known = conditions.indexOf(condition);
  return known < 0 ? conditions.length : known;
}
