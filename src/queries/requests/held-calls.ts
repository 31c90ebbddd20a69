import { callNodes } from '../../link/call-flow.ts';
import { indexCalls } from '../../link/callers.ts';
import type { EffectNode } from '../../link/flow.ts';
import { type LibraryCallee, libraryCallees } from '../../link/library-calls.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { isWaitedFor } from './waiting.ts';

/** Calls of the clients of which it is known how long they hold their caller, where something waits for them. */
export function* heldCalls(model: ProjectModel): Iterable<EffectNode> {
  const { linker, flows } = model;
  const index = indexCalls(linker);
  const imported = new Set([...linker.files.values()].flatMap(({ imports }) => imports));
  for (const { packages, names } of flows.effects.holding) {
    if (!packages.some((name) => name === 'global' || imported.has(name))) continue;
    for (const { file, call } of [...names, 'default', '='].flatMap((name) => index.get(name))) {
      const fact = file.calls[call];
      if (fact?.kind !== 'call' || !isWaitedFor({ file, call })) continue;
      const frame = linker.openFrame(file, fact.fn);
      if (!libraryCallees(linker, file, call, frame).some((library) => packages.includes(library.callee.package) && isKnown(model, file, library))) continue;
      for (const node of callNodes(flows, { file, call, frame })) if (node.do === 'effect') yield node;
    }
  }
}

/** Packages by which a project shows that its code runs on something else than Node, whose own `fetch` nobody here has measured. */
const OTHER_RUNTIMES = ['wrangler', '@cloudflare/workers-types', '@cloudflare/vite-plugin', 'bun-types', '@types/bun', '@types/deno', '@supabase/functions-js', '@vercel/edge'];

/** The defaults of `fetch` are known in Node. */
function isKnown(model: ProjectModel, file: FileFacts, { callee }: LibraryCallee): boolean {
  if (callee.package !== 'global') return true;
  if (OTHER_RUNTIMES.some((name) => model.versionOf(file.file, name) !== undefined)) return false;
  return !file.imports.some((name) => /^(jsr:|npm:|https?:|bun:|cloudflare:)/.test(name)) && !runsAtTheEdge(model, file);
}

/** `export const runtime = 'edge'`, `export const config = { runtime: 'edge' }`. */
function runsAtTheEdge({ linker }: ProjectModel, file: FileFacts): boolean {
  if (!('runtime' in file.exports || 'config' in file.exports)) return false;
  const context = { file, frame: linker.openFrame(file, 0) };
  const said = [...linker.exportOf(file, 'runtime'), ...linker.exportOf(file, 'config').flatMap((config) => linker.memberOf(config, 'runtime', context))];
  return said.some((entity) => entity.is === 'text' && entity.parts.includes('edge'));
}
