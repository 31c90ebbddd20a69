import type { ExternalEntity } from './entity.ts';
import type { Linker } from './linker.ts';

/** The decorators of other packages that the project's classes and their members carry: what is called, not what it gives. */
export function findDecorators(linker: Linker): readonly ExternalEntity[] {
  const found: ExternalEntity[] = [];
  for (const file of linker.files.values()) {
    for (const cls of file.classes) {
      const frame = linker.openFrame(file, cls.fn);
      for (const value of [...cls.decorators, ...cls.members.flatMap(({ decorators }) => decorators)]) {
        for (const entity of linker.evaluate(value, frame)) {
          if (entity.is !== 'external') continue;
          found.push(entity.from === 'call' && entity.of ? entity.of : entity);
        }
      }
    }
  }
  return found;
}
