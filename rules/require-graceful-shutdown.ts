import { consumerName } from '../src/queries/consumer-name.ts';
import { closingAtSignal } from '../src/queries/edits/closing-at-signal.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { unclosedConsumers } from '../src/queries/unclosed-consumers.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requireGracefulShutdown = defineRule({
  name: 'require-graceful-shutdown',
  meta: {
    type: 'suggestion',
    docs: { description: 'Require consumers to be closed before their process ends', preset: 'strict' },
    messages: {
      exits: "'{{consumer}}'{{others}} is not closed where the process is told to stop ({{signal}}): each deployment cuts off what is in work, and {{says}}.",
      killed: "Nothing closes '{{consumer}}'{{others}}, and nothing listens for SIGTERM: each deployment cuts off what is in work, and {{says}}.",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    const unclosed = unclosedConsumers(model);
    const suggestions = unclosed.some(({ signal }) => signal) ? [] : closingAtSignal(model, unclosed);
    for (const { consumers, broker, signal } of unclosed) {
      const [first, ...others] = consumers;
      if (!first) continue;
      yield {
        at: first.declaredAt,
        messageId: signal ? 'exits' : 'killed',
        data: {
          consumer: consumerName(first),
          others: others.length > 0 ? ` (and ${String(others.length)} more)` : '',
          signal: signal ? shortPath(signal) : '',
          // What was settled by its delivery nobody delivers again.
          says: consumers.every(({ settledBy }) => settledBy === 'delivery') ? 'what was delivered is lost' : (broker.closing?.interrupted ?? ''),
        },
        because: [...(signal ? [{ at: signal, note: 'the process is told to stop' }] : []), ...others.map(({ at }) => ({ at, note: 'nor is this' }))],
        suggestions,
      };
    }
  },
});
