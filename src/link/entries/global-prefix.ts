import { indexCalls } from '../callers.ts';
import { plainText } from '../entity.ts';
import { libraryCallees } from '../library-calls.ts';
import type { Linker } from '../linker.ts';
import { slotOf } from '../slots.ts';

interface Prefix {
  readonly file: string;
  readonly text: string;
}

/**
 * What `app.setGlobalPrefix('api')` of the nearest NestJS application puts before every path.
 * Source: `@nestjs/core` 12.1.1 `nest-application.d.ts`.
 */
export function globalPrefixes(linker: Linker): (file: string) => string {
  const found = (indexCalls(linker).get('setGlobalPrefix') ?? []).flatMap(({ file, call }): readonly Prefix[] => {
    const frame = linker.openFrame(file, file.calls[call]?.fn ?? 0);
    const [library] = libraryCallees(linker, file, call, frame);
    if (!library?.callee.package.startsWith('@nestjs/')) return [];
    const text = slotOf(linker, { reference: { file, call, frame }, callee: library.callee }, '0').map(plainText).find((each) => each !== undefined);
    return text === undefined ? [] : [{ file: file.file, text }];
  });
  return (file) => nearest(found, file)?.text ?? '';
}

function nearest(prefixes: readonly Prefix[], file: string): Prefix | undefined {
  const [first, ...others] = prefixes.toSorted((a, b) => sharedFolders(b.file, file) - sharedFolders(a.file, file));
  const tie = others.some((other) => first && other.text !== first.text && sharedFolders(other.file, file) === sharedFolders(first.file, file));
  return tie ? undefined : first;
}

function sharedFolders(a: string, b: string): number {
  const [one, other] = [a.split('/'), b.split('/')];
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared;
}
