import { expect, test } from 'vitest';
import { defineRule } from '../src/rule/rule.ts';
import { expectationsIn } from './expectations.ts';

const rule = defineRule({
  name: 'require-receipt',
  meta: {
    type: 'problem',
    docs: { description: 'Require a receipt', preset: 'all' },
    messages: { missing: 'There is none.', late: 'It comes late.' },
    options: {},
    defaultOptions: {},
  },
  check: () => [],
});

test('comments on the line and above it, in all languages, several with commas', () => {
  const text = [
    'pay(); // expect: require-receipt missing, require-receipt late',
    '// expect-next-line: require-receipt late',
    'refund();',
    'queue: orders # expect: require-receipt missing',
    '// nobody expects: anything',
  ].join('\r\n');
  expect(expectationsIn('pay.ts', text, [rule]).map(({ line, messageId }) => [line, messageId])).toEqual([
    [1, 'missing'],
    [1, 'late'],
    [3, 'late'],
    [4, 'missing'],
  ]);
});

test('a rule or a message that does not exist is a mistake of the fixture', () => {
  expect(() => expectationsIn('pay.ts', 'pay(); // expect: no-receipt missing', [rule])).toThrow("pay.ts:1 expects the rule 'no-receipt'");
  expect(() => expectationsIn('pay.ts', 'pay(); // expect: require-receipt early', [rule])).toThrow('one of missing, late');
  expect(() => expectationsIn('pay.ts', 'pay(); // expect: require-receipt', [rule])).toThrow('<messageId>');
});
