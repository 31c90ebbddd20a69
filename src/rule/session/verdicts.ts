import type { Verdict } from '../../cache/fingerprint.ts';
import type { Finding } from '../../model/finding.ts';
import type { Seen } from '../../model/seen.ts';
import { digestOf } from '../../workspace/files/digest.ts';

/** What is said of each file. In: what was seen, and what was found, by question. A finding also counts where it is mended. */
export function verdictsOf(seen: readonly Seen[], found: ReadonlyMap<string, readonly Finding[]>): readonly Verdict[] {
  const byFile = new Map<string, string[]>();
  const add = (file: string, text: string): void => {
    const texts = byFile.get(file);
    if (texts) texts.push(text);
    else byFile.set(file, [text]);
  };
  for (const [question, findings] of found) {
    for (const finding of findings) {
      for (const file of new Set([finding.at.file, finding.cause?.file ?? finding.at.file])) add(file, `${question} ${JSON.stringify(finding)}`);
    }
  }
  const texts = new Map(seen.flatMap(({ kind, path, digest }) => (kind === 'text' ? [[path, digest] as const] : [])));
  const files = new Set([...texts.keys(), ...byFile.keys()]);
  return Array.from(files, (file) => ({ file, text: texts.get(file) ?? '', found: byFile.has(file) ? digestOf(...(byFile.get(file) ?? [])) : '' }));
}
