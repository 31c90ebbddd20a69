#!/usr/bin/env node
import v8 from 'node:v8';
import { main } from './main.ts';

// V8 lets the heap grow by a multiple before it collects. Measured on a project of 4,386 files: a fifth less memory at the
// peak for 6 % more time. Only here: in an editor or in ESLint the process is not ours to tune.
v8.setFlagsFromString('--heap-growing-percent=60');

// `| head` closes the pipe early, which is its right.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  // Not `process.exit`, which would cut off a report that a pipe has not taken yet.
  process.exitCode = await main(process.argv.slice(2), {
    folder: process.cwd(),
    environment: process.env,
    output: process.stdout,
    errors: process.stderr,
  });
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
