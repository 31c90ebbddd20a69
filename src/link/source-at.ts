import type { FileFacts } from '../model/file-facts.ts';
import type { Linker } from './linker.ts';

/** What may stand behind the path of a module that is named without its ending. */
export const ENDINGS = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs', '/index.ts', '/index.js'] as const;

/** The project's file of a path, or the one that has an ending behind it. */
export function sourceAt({ files }: Pick<Linker, 'files'>, path: string): FileFacts | undefined {
  const [found] = ['', ...ENDINGS].flatMap((ending) => files.get(path + ending) ?? []);
  return found;
}

export function withoutEnding(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '');
}
