import type { Seen } from '../../model/seen.ts';
import type { Settings } from '../../model/settings.ts';
import { seenNow } from '../../workspace/changes.ts';
import type { Engine } from './engine.ts';

/** What an analysis that failed would have seen: when that changes, it is worth another try. */
export function seenInVain(openWorkspace: Engine['openWorkspace'], root: string, { ignore, includeTests }: Settings): readonly Seen[] {
  const config: Seen = { path: 'async-patterns.config.json', kind: 'text', digest: '' };
  try {
    const workspace = openWorkspace({ root, ...(ignore && { ignore }), ...(includeTests && { includeTests }) });
    for (const file of [...workspace.sourceFiles, ...workspace.otherFiles]) workspace.source(file);
    return [...workspace.seen(), seenNow(root, config)];
  } catch {
    return [seenNow(root, config), seenNow(root, { path: '', kind: 'folder', digest: '' })];
  }
}
