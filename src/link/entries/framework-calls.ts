import type { Framework } from '../../model/framework.ts';
import type { CallFact, FileFacts } from '../../model/file-facts.ts';
import { indexCalls } from '../callers.ts';
import type { ExternalEntity } from '../entity.ts';
import { rootPackage } from '../external.ts';
import type { Frame } from '../frame.ts';
import { libraryCallees } from '../library-calls.ts';
import type { Linker } from '../linker.ts';

/** A call of a framework, found by its table's key. */
export interface FrameworkCall<Pattern> {
  readonly framework: Framework;
  readonly pattern: Pattern;
  readonly file: FileFacts;
  readonly call: number;
}

/** The framework whose table speaks of a thing. */
export function frameworkOf(frameworks: readonly Framework[], { package: name }: ExternalEntity): Framework | undefined {
  return frameworks.find(({ shape }) => shape.packages.includes(name)) ?? frameworks.find(({ shape }) => shape.packages.includes(rootPackage(name)));
}

type Part<Pattern> = (framework: Framework) => Readonly<Record<string, Pattern>> | undefined;

/** Finds every call in the project that one part of the frameworks' tables speaks of. */
export function findFrameworkCalls<Pattern>(linker: Linker, frameworks: readonly Framework[], part: Part<Pattern>, mayBe: (fact: CallFact) => boolean = mayRegister): readonly FrameworkCall<Pattern>[] {
  const names = new Set(frameworks.flatMap((framework) => Object.keys(part(framework) ?? {}).map(lastNameOf)));
  const index = indexCalls(linker);
  return [...names].flatMap((name) =>
    index.get(name).flatMap(({ file, call }): readonly FrameworkCall<Pattern>[] => {
      const fact = file.calls[call];
      if (!fact || !mayBe(fact)) return [];
      const found = patternAt(linker, frameworks, part, file, call, linker.openFrame(file, fact.fn));
      return found ? [{ framework: found.framework, pattern: found.pattern, file, call }] : [];
    }),
  );
}

function lastNameOf(key: string): string {
  return key.replace(/^new /, '').split('.').at(-1) ?? key;
}

/** `map.get(key)` is everywhere: whatever registers a handler is given one, or something that holds one. */
function mayRegister({ kind, arguments: given }: CallFact): boolean {
  return kind === 'call' && given.some((argument) => argument.kind !== 'literal' && argument.kind !== 'template' && argument.kind !== 'undefined');
}

/** What a call is, in a frame: the framework's pattern and what is called. */
export function patternAt<Pattern>(
  linker: Linker,
  frameworks: readonly Framework[],
  part: Part<Pattern>,
  file: FileFacts,
  call: number,
  frame: Frame,
): { readonly framework: Framework; readonly pattern: Pattern; readonly callee: ExternalEntity } | undefined {
  for (const { callee, isNew } of libraryCallees(linker, file, call, frame)) {
    const framework = frameworkOf(frameworks, callee);
    const pattern = framework && part(framework)?.[linker.names.keyOf(callee, isNew)];
    if (framework && pattern !== undefined) return { framework, pattern, callee };
  }
  return undefined;
}
