import { shortPath } from '../src/queries/short-path.ts';
import { unconfirmedChannels } from '../src/queries/unconfirmed-sends.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requireConfirmedSend = defineRule({
  name: 'require-confirmed-send',
  meta: {
    type: 'suggestion',
    docs: { description: 'Require channels that tell whether the broker has what is sent', preset: 'all' },
    messages: {
      unconfirmed: "Nobody learns whether RabbitMQ has this message{{to}}{{more}}: the channel ({{channel}}) has no confirms, so what is on its way when the connection breaks is lost.",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const { madeAt, producers } of unconfirmedChannels(model)) {
      const [first, ...others] = producers;
      const destination = first.destination?.shown;
      yield {
        at: first.at,
        messageId: 'unconfirmed',
        data: {
          to: destination === undefined ? '' : ` to '${destination}'`,
          more: others.length === 0 ? '' : ` (and those of ${String(others.length)} more calls)`,
          channel: shortPath(madeAt),
        },
        because: [{ at: madeAt, note: 'makes the channel' }, ...others.map(({ at }) => ({ at, note: 'sends on it as well' }))],
      };
    }
  },
});
