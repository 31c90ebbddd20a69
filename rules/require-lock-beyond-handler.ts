import { shortLocks } from '../src/queries/short-locks.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requireLockBeyondHandler = defineRule({
  name: 'require-lock-beyond-handler',
  meta: {
    type: 'problem',
    docs: { description: 'Require messages to stay hidden for as long as their handler may take', preset: 'strict' },
    messages: {
      function: "A message of '{{name}}' is hidden for {{lock}} s, but its function may take {{limit}} s: it runs twice at once, and Lambda refuses such a mapping.",
      handler: "A message of '{{name}}' is hidden for {{lock}} s, but its handler may take {{limit}} s and sends no heartbeat: it runs twice at once.",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const { how, at, name, lock, limit, because, suggestions = [] } of shortLocks(model)) {
      yield { at, messageId: how, data: { name, lock: String(lock), limit: String(limit) }, because, suggestions };
    }
  },
});
