import { expect, test } from 'vitest';
import { checkSettings } from '../../src/settings/check-settings.ts';

test.each([
  [undefined, {}],
  [{}, {}],
  [{ root: '../shop', ignore: ['legacy/'], includeTests: true }, { root: '../shop', ignore: ['legacy/'], includeTests: true }],
])('%j is valid', (value, settings) => {
  expect(checkSettings(value)).toEqual({ valid: true, settings });
});

test.each([
  ['legacy/', "settings['async-patterns'] must be an object."],
  [['legacy/'], "settings['async-patterns'] must be an object."],
  [null, "settings['async-patterns'] must be an object."],
  [{ ignored: [] }, "settings['async-patterns'] has no setting 'ignored'; there are: root, ignore, includeTests, infrastructure, cache, patience, consumers, producers, settlements, effects, queues, endpoints."],
  [{ toString: 1 }, "settings['async-patterns'] has no setting 'toString'; there are: root, ignore, includeTests, infrastructure, cache, patience, consumers, producers, settlements, effects, queues, endpoints."],
  [{ root: 1 }, "settings['async-patterns'] wants a string as 'root'."],
  [{ ignore: 'legacy/' }, "settings['async-patterns'] wants an array of strings as 'ignore'."],
  [{ ignore: [1] }, "settings['async-patterns'] wants an array of strings as 'ignore'."],
  [{ includeTests: 'yes' }, "settings['async-patterns'] wants true or false as 'includeTests'."],
])('%j is not', (value, fault) => {
  expect(checkSettings(value)).toEqual({ valid: false, fault });
});
