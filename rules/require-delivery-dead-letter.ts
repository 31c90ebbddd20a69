import { undelivered } from '../src/queries/undelivered.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requireDeliveryDeadLetter = defineRule({
  name: 'require-delivery-dead-letter',
  meta: {
    type: 'suggestion',
    docs: { description: 'Require a place for what a topic or an event bus cannot deliver', preset: 'all' },
    messages: {
      topic: "What SNS cannot deliver to '{{to}}'{{others}} ({{at}}) is gone: the subscription has no dead-letter queue, and without a permission there is not even a retry.",
      rule: "What EventBridge cannot deliver to '{{to}}'{{others}} ({{at}}) within 24 hours is gone: the target has no dead-letter queue.",
      event: "What Event Grid cannot deliver to '{{to}}'{{others}} ({{at}}) in all its tries is gone: the event subscription has no dead-letter destination.",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const { by, at, to, toAt, others } of undelivered(model)) {
      yield { at, messageId: by, data: { to, at: shortPath(toAt), others: others > 0 ? ` and ${String(others)} more` : '' }, because: [{ at: toAt, note: 'what it is delivered to' }] };
    }
  },
});
