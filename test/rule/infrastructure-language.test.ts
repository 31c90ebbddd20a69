import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import plugin from '../../src/plugin.ts';
import { directivesIn } from '../../src/rule/language/directives.ts';
import { testInfrastructureLanguage } from './infrastructure-language.ts';

testInfrastructureLanguage(() => ({ ESLint, plugin }));

test('comments in all syntaxes, with the rules they name and a reason', () => {
  const text = ['# eslint-disable-next-line a/b, a/c -- it may', '//eslint-enable', 'x = 1 # eslint-disable-line a/b', '/* eslint-disable a/b */', '# eslint-disabled'].join('\r\n');
  expect(directivesIn(text).map(({ type, value, justification, node }) => [type, value, justification, node.loc.start])).toEqual([
    ['disable-next-line', 'a/b, a/c', 'it may', { line: 1, column: 0 }],
    ['enable', '', '', { line: 2, column: 0 }],
    ['disable-line', 'a/b', '', { line: 3, column: 6 }],
    ['disable', 'a/b', '', { line: 4, column: 0 }],
  ]);
});
