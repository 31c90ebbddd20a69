// Copies a checkout with its sources instrumented, whatever runs them there: Vitest, Jest, Mocha, plain Node.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { instrument } from './instrument.mjs';

const SOURCE = /(?<!\.d)\.[cm]?[jt]sx?$/;
const SKIPPED = /(?:^|\/)(?:\.git|\.next|\.turbo|\.nx)$/;

/**
 * In: both folders; `isInstrumented`: of which files (relative, with `/`). What is installed is linked, not copied.
 * Out: how many files were instrumented.
 */
export function instrumentedCopy(from, to, isInstrumented = () => true) {
  let count = 0;
  const copy = (relative) => {
    const source = path.join(from, relative);
    const target = path.join(to, relative);
    const { name } = path.parse(relative);
    const state = fs.lstatSync(source);
    if (state.isSymbolicLink()) return fs.symlinkSync(fs.readlinkSync(source), target);
    if (state.isDirectory()) {
      if (SKIPPED.test(relative)) return;
      if (name === 'node_modules') return execFileSync('cp', ['-al', source, target]);
      fs.mkdirSync(target, { recursive: true });
      for (const entry of fs.readdirSync(source)) copy(relative === '' ? entry : `${relative}/${entry}`);
      return;
    }
    if (!state.isFile()) return;
    if (!SOURCE.test(relative) || !isInstrumented(relative)) return fs.copyFileSync(source, target);
    fs.writeFileSync(target, instrument(relative, fs.readFileSync(source, 'utf8')));
    count += 1;
  };
  copy('');
  return count;
}
