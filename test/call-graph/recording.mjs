// What a run of an instrumented program wrote: see `runtime.cjs`.
import fs from 'node:fs';
import path from 'node:path';

/**
 * Out: `direct`, functions by the call that entered them; `fromOutside`, the functions that other packages or the
 * language entered. Both only of files that count: a test's own calls say nothing of the program.
 */
export function readRecording(folder, counts = () => true) {
  const direct = new Map();
  const fromOutside = new Set();
  const lines = fs.readdirSync(folder).flatMap((file) => fs.readFileSync(path.join(folder, file), 'utf8').split('\n'));
  for (const line of new Set(lines)) {
    const [how, site, fn] = line.split('|');
    if (!fn || !counts(fileOf(fn))) continue;
    if (how === 'x') fromOutside.add(fn);
    else if (counts(fileOf(site))) add(direct, site, fn);
  }
  return { direct, fromOutside };
}

/** `src/orders.ts:120:340` → `src/orders.ts`. */
export function fileOf(id) {
  return id.slice(0, id.lastIndexOf(':', id.lastIndexOf(':') - 1));
}

export function add(map, key, value) {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}
