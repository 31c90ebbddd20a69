import { checkingResult } from '../src/queries/edits/checking-result.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { unreadResults } from '../src/queries/unread-results.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noUncheckedBatchResult = defineRule({
  name: 'no-unchecked-batch-result',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow batch calls whose failed entries nobody looks at', preset: 'strict' },
    messages: {
      messages: "'{{call}}' succeeds even when some of its entries failed, and nobody reads '{{property}}' of its result: those messages are lost.",
      deletions: "'{{call}}' succeeds even when some of its entries failed, and nobody reads '{{property}}' of its result: those messages come again.",
      rows: "'{{call}}' succeeds even when some of its items were not written, and nobody reads '{{property}}' of its result: they are lost.",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    const given = new Map<string, Set<string>>();
    for (const unread of unreadResults(model)) {
      const { at, result, readBy } = unread;
      const names = given.get(at.file) ?? new Set<string>();
      given.set(at.file, names);
      yield {
        at,
        messageId: result.loses,
        data: { call: result.call, property: result.property, where: shortPath(at) },
        because: readBy.length > 0 ? [{ at, note: `only ${readBy.map((name) => `'${name}'`).join(', ')} of the result is read` }] : [],
        suggestions: checkingResult(model.linker, unread, names),
      };
    }
  },
});
