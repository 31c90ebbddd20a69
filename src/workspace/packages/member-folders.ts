import { joinPath } from '../relative-path.ts';

/** Patterns of `workspaces`, `pnpm-workspace.yaml` or `lerna.json`, and the folder they stand in. */
export interface MemberPatterns {
  readonly folder: string;
  readonly patterns: readonly string[];
}

/** Out: whether a folder is named as a member of a workspace. */
export function memberFolders(declared: readonly MemberPatterns[]): (folder: string) => boolean {
  const patterns = declared.flatMap((one) => one.patterns.map((pattern) => ({ folder: one.folder, pattern })));
  const wanted = patterns.filter(({ pattern }) => !pattern.startsWith('!')).map(expressionOf);
  const unwanted = patterns
    .filter(({ pattern }) => pattern.startsWith('!'))
    .map(({ folder, pattern }) => expressionOf({ folder, pattern: pattern.slice(1) }));
  return (folder) => wanted.some((one) => one.test(folder)) && !unwanted.some((one) => one.test(folder));
}

/** `**` is any folders, `*` one name or a part of it, `{a,b}` one of them. */
function expressionOf({ folder, pattern }: { readonly folder: string; readonly pattern: string }): RegExp {
  const source = joinPath(folder, pattern).replaceAll(/\*\*\/|\/\*\*$|\*+|[?{},.+^$()|[\]\\]/g, translated);
  return new RegExp(`^${source}$`);
}

function translated(part: string): string {
  switch (part) {
    case '**/':
      return '(?:.*/)?';
    case '/**':
      return '(?:/.*)?';
    case '?':
      return '[^/]';
    case '{':
      return '(?:';
    case '}':
      return ')';
    case ',':
      return '|';
    default:
      return part.startsWith('*') ? '[^/]*' : `\\${part}`;
  }
}
