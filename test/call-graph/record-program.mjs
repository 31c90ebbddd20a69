// Runs a small program under the instrumenter: its TypeScript is transpiled first, nothing of it is installed.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { instrumentedCopy } from './instrumented-copy.mjs';
import { readRecording } from './recording.mjs';

/** In: the program's folder, with a `main.ts` or `main.js`; an empty folder to work in. Out: what was executed. */
export function recordProgram(root, home) {
  const copy = path.join(home, 'program');
  const calls = path.join(home, 'calls');
  fs.mkdirSync(calls, { recursive: true });
  instrumentedCopy(root, copy);
  for (const file of fs.readdirSync(copy, { recursive: true })) if (file.endsWith('.ts')) transpile(path.join(copy, file));
  execFileSync(process.execPath, ['--require', path.join(import.meta.dirname, 'runtime.cjs'), 'main.js'], { cwd: copy, env: { ...process.env, CALL_GRAPH: calls }, timeout: 30_000 });
  return readRecording(calls);
}

function transpile(file) {
  const { outputText } = ts.transpileModule(fs.readFileSync(file, 'utf8'), { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } });
  fs.writeFileSync(file.replace(/ts$/, 'js'), outputText);
}
