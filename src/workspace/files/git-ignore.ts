import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { joinPath } from '../relative-path.ts';
import type { Disk } from './disk.ts';

/** Rules of one `.gitignore`, which speak about the paths below its folder. */
interface RuleSet {
  readonly rules: Ignore;
  /** A path relative to the root, seen from the folder. */
  seen(file: string): string;
}

export interface IgnoreRules {
  readonly settings: RuleSet;
  /** From the outermost to the innermost `.gitignore`. */
  readonly sets: readonly RuleSet[];
}

/** Rules of the settings, and of the repository the root lies in, unless it ignores the root as a whole. */
export function rulesAbove(disk: Disk, patterns: readonly string[], outerFolders: readonly string[]): IgnoreRules {
  const settings = { rules: ignore().add([...patterns]), seen: (file: string) => file };
  const outer = outerFolders.toReversed().flatMap((folder) => {
    const way = path.relative(path.resolve(disk.root, folder), disk.root).replaceAll(path.sep, '/');
    return ruleSet(disk, folder, (file) => `${way}/${file}`);
  });
  const ignoresRoot = outer.some(({ rules, seen }) => rules.ignores(seen('')));
  return { settings, sets: ignoresRoot ? [] : outer };
}

export function rulesWithin(disk: Disk, above: IgnoreRules, folder: string): IgnoreRules {
  const own = ruleSet(disk, folder, (file) => (folder === '' ? file : file.slice(folder.length + 1)));
  return own.length === 0 ? above : { ...above, sets: [...above.sets, ...own] };
}

/** The innermost rule that says anything decides, the settings first. In: a path relative to the root; folders end with `/`. */
export function isIgnored({ settings, sets }: IgnoreRules, file: string): boolean {
  for (const { rules, seen } of [settings, ...sets.toReversed()]) {
    const { ignored, unignored } = rules.test(seen(file));
    if (ignored || unignored) return ignored;
  }
  return false;
}

function ruleSet(disk: Disk, folder: string, seen: (file: string) => string): readonly RuleSet[] {
  const text = disk.read(joinPath(folder, '.gitignore'));
  return text === undefined ? [] : [{ rules: ignore().add(text), seen }];
}
