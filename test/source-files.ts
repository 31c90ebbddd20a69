import fs from 'node:fs';
import path from 'node:path';
import { filesIn } from './files.ts';

export const project = path.resolve(import.meta.dirname, '..');

/** An import or a re-export, of types only or not. `to`: a file of the project, or a package. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const statement = /^(?:import|export)\s+(type\s)?(?:[^;'"`]*?\sfrom\s+)?'([^']+)'/gm;
const call = /(?<![\w.])import\(\s*'([^']+)'\s*\)/g;

const comment = /\/\*[\s\S]*?\*\/|\/\/.*/g;

/** The project's own files, relative with `/`. */
export const sourceFiles: readonly string[] = ['src', 'rules'].flatMap((folder) =>
  filesIn(path.join(project, folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`),
);

/** Every import of those files. */
export const imports: readonly Import[] = sourceFiles.flatMap(importsOf);

function importsOf(from: string): readonly Import[] {
  const text = fs.readFileSync(path.join(project, from), 'utf8');
  const statements = Array.from(text.matchAll(statement), ([, type, specifier = '']) => ({ from, to: target(from, specifier), typeOnly: type !== undefined }));
  const calls = Array.from(text.replace(comment, '').matchAll(call), ([, specifier = '']) => ({ from, to: target(from, specifier), typeOnly: false }));
  return [...statements, ...calls];
}

function target(from: string, specifier: string): string {
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(from), specifier) : specifier;
}
