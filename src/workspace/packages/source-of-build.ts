import type { FileTree } from '../files/file-tree.ts';
import { findFile } from '../files/find-file.ts';
import { isDeclaration } from '../files/left-out.ts';
import { joinPath } from '../relative-path.ts';

const output =
  /^_?(?:dist|build|out|output|lib|es|esm|cjs|mjs|umd|types?|typings|modules?|commonjs|main|node|bundle|compiled)(?:[-._]\w+)*$/;
const ending = /(?:\.(?:esm|cjs|umd|min|prod|module|modern|bundle|global))?(?:\.d)?\.[cm]?[jt]sx?$/;
const deepest = 4;

/**
 * In: a folder and what its `package.json` names in it, most often built output that is not there: `dist/esm/orders.js`.
 * Out: the source, `src/orders.ts`; a declaration file only where there is no source.
 */
export function sourceOfBuild(tree: FileTree, folder: string, target: string): string | undefined {
  const direct = findFile(tree, joinPath(folder, target));
  if (direct !== undefined && !isDeclaration(direct)) return direct;
  for (const candidate of candidatesFor(joinPath(target).replace(ending, ''))) {
    const found = findFile(tree, joinPath(folder, candidate));
    if (found !== undefined && !isDeclaration(found)) return found;
  }
  return direct;
}

/** From the one that keeps most of the path to the one that keeps least. */
function candidatesFor(target: string): readonly string[] {
  const inSource = target.lastIndexOf('/src/');
  const whole = [`src/${target}`, target, `lib/${target}`, `source/${target}`];
  const cut = withoutOutput(target).flatMap((rest) => [`src/${rest}`, rest, `source/${rest}`]);
  return [...whole, ...cut, ...(inSource < 0 ? [] : [target.slice(inSource + 1)])];
}

/** `dist/esm/orders` → `esm/orders`, `orders`. */
function withoutOutput(target: string): readonly string[] {
  const rests: string[] = [];
  let segments = target.split('/');
  while (rests.length < deepest && segments.length > 0 && output.test(segments[0] ?? '')) {
    segments = segments.slice(1);
    rests.push(segments.join('/'));
  }
  return rests;
}
