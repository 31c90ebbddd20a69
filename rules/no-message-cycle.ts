import { callLocation } from '../src/link/call-location.ts';
import { consumerName } from '../src/queries/consumer-name.ts';
import { messageCycles } from '../src/queries/cycles/message-cycles.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noMessageCycle = defineRule({
  name: 'no-message-cycle',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow messages that lead to messages like themselves without end', preset: 'strict' },
    messages: {
      circle: "Every message of '{{name}}' leads to another one of '{{name}}', and nothing on the way ends it: {{chain}}",
      retried: "Every message of '{{name}}' that fails is sent there again as a new one, and nothing counts its tries: {{chain}}",
    },
    intent: 'keep-cycling',
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const { hops, failed } of messageCycles(model)) {
      const [{ from, node }] = hops;
      const name = consumerName(from);
      yield {
        at: callLocation(node.call),
        messageId: failed ? 'retried' : 'circle',
        data: { name, chain: [...hops.map((hop) => `${consumerName(hop.from)} (${shortPath(callLocation(hop.node.call))})`), name].join(' → ') },
        because: hops.flatMap((hop) => [
          { at: hop.from.at, note: `handles '${consumerName(hop.from)}'` },
          { at: callLocation(hop.node.call), note: `sends to '${consumerName(hop.to)}'` },
        ]),
        consumer: from.id,
      };
    }
  },
});
