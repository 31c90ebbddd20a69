import { expect, test } from 'vitest';
import { requireBoundedDeliveries } from '../../rules/require-bounded-deliveries.ts';
import { analyse } from '../../src/analyse.ts';

/** Calls of activities without an end, in one of the fixtures of Temporal. */
function endless(folder: string, activities: boolean): readonly string[] {
  const { model } = analyse({ root: `fixtures/libraries/${folder}` });
  return [...requireBoundedDeliveries.check(model, { activities })].map(({ messageId, at }) => `${messageId} ${at.file}:${String(at.line)}`);
}

test('calls of activities without an end are reported where limits are asked for', () => {
  expect(endless('temporal', true)).toEqual(['retriedForEver workflows.ts:6']);
  expect(endless('temporal-shared-worker', true)).toEqual(['retriedForEver services/shipping/src/workflows.ts:5']);
});

test('and else not', () => {
  expect([...endless('temporal', false), ...endless('temporal-shared-worker', false)]).toEqual([]);
});
