import { expect, test } from 'vitest';
import { readSource } from '../../src/source/read-source.ts';

/** What is stated, its reason, and the code it speaks of. */
function stated(text: string, file = 'worker.ts'): readonly (readonly [string, string, string])[] {
  return (readSource(file, text).intents ?? []).map(({ word, reason, coveredSpan: [start, end] }) => [word, reason, text.slice(start, end)]);
}

test.each([
  ['// async-patterns: keep-sync for now\nsend(\n  1,\n);\nnext();', ['keep-sync', 'for now', 'send(\n  1,\n);']],
  ['send(); // async-patterns: onLoss: ignore - a click\nnext();', ['onLoss: ignore', 'a click', 'send(); ']],
  ["send('https://a'); // async-patterns: onLoss: ignore a click", ['onLoss: ignore', 'a click', "send('https://a'); "]],
  ['/* async-patterns: onPoison:drop */ send();', ['onPoison: drop', '', 'send();']],
  ['/**\n * Sends.\n * @idempotent by the key\n */\nexport async function send() {}', ['idempotent', 'by the key', 'export async function send() {}']],
  ['class Worker {\n  /** @idempotent */\n  @Process()\n  run() {}\n}', ['idempotent', '', '@Process()\n  run() {}']],
  ['const handlers = {\n  // async-patterns: idempotent sure\n  order: async () => {},\n};', ['idempotent', 'sure', 'order: async () => {}']],
  ['try { send(); } catch (error) {\n  // async-patterns: onFailure: ignore so\n  log(error);\n}', ['onFailure: ignore', 'so', 'catch (error) {\n  // async-patterns: onFailure: ignore so\n  log(error);\n}']],
  ['function empty() {\n  // async-patterns: keep-async so\n}', ['keep-async', 'so', 'function empty() {\n  // async-patterns: keep-async so\n}']],
  ['function f() {\n  // async-patterns: keep-sync so\n  a();\n  b();\n}', ['keep-sync', 'so', 'a();']],
  ['// async-patterns: keep-sync at the end', ['keep-sync', 'at the end', '']],
])('%j', (text, expected) => {
  expect(stated(text)).toEqual([expected]);
});

test.each([
  ['const page = `\n  // async-patterns: keep-sync in a template\n`;', 'page.ts'],
  ['const page = `${a}\n  // async-patterns: keep-sync in a template\n${b}`;', 'page.ts'],
  ["const page = '// async-patterns: keep-sync in a text';", 'page.ts'],
  ['const page = <p>\n  // async-patterns: keep-sync in a page\n</p>;', 'page.tsx'],
  ['const pattern = /\\/* async-patterns: keep-sync/;', 'page.ts'],
  ['// see @idempotent of the handbook\nsend();', 'page.ts'],
  ['/** Say `// async-patterns: keep-sync <reason>` there. */\nsend();', 'page.ts'],
  ['/**\n * Say // async-patterns: keep-sync there.\n */\nsend();', 'page.ts'],
  ['// write "async-patterns: keep-sync" above it\nsend();', 'page.ts'],
])('%j states nothing', (text, file) => {
  expect(stated(text, file)).toEqual([]);
});
