import { deadEnds } from '../src/queries/dead-letter-ends.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requireDeadLetterReplay = defineRule({
  name: 'require-dead-letter-replay',
  meta: {
    type: 'suggestion',
    docs: { description: 'Require dead letters to stay until somebody can run them again', preset: 'strict' },
    messages: {
      unread: "Nobody takes from '{{name}}', the dead-letter queue of '{{of}}': Cloudflare deletes what lies there after four days, and cannot move it back.",
      unsubscribed: "No subscription takes from '{{name}}', the dead-letter topic of '{{of}}': Pub/Sub keeps nothing of what is sent there.",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const { how, at, name, of, because } of deadEnds(model)) {
      yield { at, messageId: how, data: { name, of }, because };
    }
  },
});
