import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { calleesOf } from '../../src/link/callers.ts';
import { filesIn, foldersIn } from '../files.ts';
import { compare, type Edge } from './compare.mjs';
import { ourGraph } from './our-graph.mjs';
import { recordProgram } from './record-program.mjs';

const programs = path.resolve(import.meta.dirname, '../../fixtures/executed');

/**
 * Programs that are run, and held against what the analysis says of them: what each call enters. On the line of the call
 * `// missed: why` stands for an edge that is executed but not found, `// never: why` for one that is found but not executed.
 */
describe('who calls whom, as it was executed', () => {
  test.each(foldersIn(programs))('%s', (name) => {
    const root = path.join(programs, name);
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'executed-'));
    onTestFinished(() => fs.rmSync(home, { recursive: true, force: true }));
    const recording = recordProgram(root, home);
    const graph = ourGraph(analyse({ root }).model, calleesOf);
    const { missed, unseen, executed } = compare(recording, graph.calls);

    expect(executed).toBeGreaterThan(10);
    expect(linesOf(root, missed), 'missed').toEqual(linesThatSay(root, 'missed'));
    expect(linesOf(root, unseen), 'never executed').toEqual(linesThatSay(root, 'never'));
    expect([...recording.fromOutside].filter((fn) => !graph.handed.has(fn)).map((fn) => lineOf(root, fn)), 'run by the language, though nothing hands it over').toEqual(linesThatSay(root, 'unhanded'));
  });
});

function linesOf(root: string, edges: readonly Edge[]): readonly string[] {
  return [...new Set(edges.map(([site]) => lineOf(root, site)))].sort();
}

function lineOf(root: string, id: string): string {
  const [file = '', start] = id.split(':');
  return `${file}:${String(fs.readFileSync(path.join(root, file), 'utf8').slice(0, Number(start)).split('\n').length)}`;
}

function linesThatSay(root: string, word: string): readonly string[] {
  return filesIn(root)
    .flatMap((file) => fs.readFileSync(path.join(root, file), 'utf8').split('\n').flatMap((line, index) => (line.includes(`// ${word}: `) ? [`${file}:${String(index + 1)}`] : [])))
    .sort();
}
