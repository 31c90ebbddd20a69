#!/usr/bin/env node
import { main } from './main.ts';

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
