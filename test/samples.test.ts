import { expect, test } from 'vitest';
import { samplesOf } from './samples.ts';

test('samples of a page, some of several files', () => {
  const page = [
    ...['# A page', '```ts', '// wrong: it is lost', 'send();', '```', ''],
    ...['```js', '// right', 'await send();', '// file: package.json', '{}', '// file: infra/main.tf', 'a = 1', '# b', '```', ''],
    ...['```yaml', '# no claim', '```'],
  ].join('\n');
  expect(samplesOf(page)).toEqual([
    { line: 2, wrong: true, files: { 'sample.ts': 'send();\n' } },
    { line: 7, wrong: false, files: { 'sample.js': 'await send();\n', 'package.json': '{}\n', 'infra/main.tf': 'a = 1\n# b\n' } },
  ]);
});
