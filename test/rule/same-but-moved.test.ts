import { expect, test } from 'vitest';
import { sameButMoved } from '../../src/rule/session/same-but-moved.ts';
import { readSource } from '../../src/source/read-source.ts';

const before = "import { send } from 'mail';\nexport const run = async () => {\n  try { await send('a', { attempts: 3 }); } catch (e) { log(e); }\n};\n";

function moveTo(after: string): ReturnType<typeof sameButMoved> {
  return sameButMoved(readSource('run.ts', before), readSource('run.ts', after));
}

test('comments, white space and quotes move what is known', () => {
  const move = moveTo(`// sends\n\n${before.replace("'a'", '"a"').replace('await', '\n    await')}`);
  const at = (line: number, column: number) => ({ file: 'run.ts', line, column });
  expect(move?.location({ ...at(3, 15), endLine: 3, endColumn: 40 })).toEqual({ ...at(6, 11), endLine: 6, endColumn: 36 });
  expect(move?.edit({ file: 'run.ts', start: before.indexOf("send('a'"), end: before.indexOf("send('a'"), text: 'x' })?.start).toBeGreaterThan(
    before.indexOf("send('a'"),
  );
});

test('a place of which no fact speaks is not guessed', () => {
  expect(moveTo(`\n${before}`)?.location({ file: 'run.ts', line: 1, column: 3 })).toBeUndefined();
});

test.each([
  // What is suggested is written in the quotes of the file, which its first import shows.
  ['other quotes of the file', "'mail'", '"mail"'],
  ['another name', "'a'", "'b'"],
  ['another number', 'attempts: 3', 'attempts: 5'],
  ['another package', "'mail'", "'post'"],
  ['a missing await', 'await send', 'send'],
  ['an error that is thrown again', 'log(e)', 'throw e'],
  ['a syntax error', 'catch (e) {', 'catch (e) {{'],
])('%s says something else', (_, from, to) => {
  expect(moveTo(before.replace(from, to))).toBeUndefined();
});
