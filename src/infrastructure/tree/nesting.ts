const mostBrackets = 200;
const widestIndent = 600;

/**
 * Parsers of YAML and JSON go one call deeper per level, and at some depth the process dies (not an exception: V8 gives
 * up). So the depth is estimated first, by brackets, indentation and `- - -`.
 */
export function isTooDeep(text: string): boolean {
  return deepestBracket(text) > mostBrackets || tooManyDashes.test(text) || tooWideIndent.test(text);
}

const tooManyDashes = /^[ \t]*(?:[-?:][ \t]+){100}/m;
const tooWideIndent = new RegExp(`^[ \\t]{${widestIndent}}`, 'm');

function deepestBracket(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const bracket of text.matchAll(/[[\]{}]/g)) {
    depth = bracket[0] === '[' || bracket[0] === '{' ? depth + 1 : Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
