import { nameOf } from '../src/link/name.ts';
import { firstSlot } from '../src/link/slots.ts';
import { dualWrites } from '../src/queries/dual-writes.ts';
import { chainText, shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noDualWrite = defineRule({
  name: 'no-dual-write',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow rows whose message can be lost for good', preset: 'all' },
    messages: {
      answered:
        "A row is made ({{write}}) and then its message is sent{{to}}: when that fails, or the process ends in between, the row stays without it, and a second request makes another. {{chain}}",
      silent: 'A row is made ({{write}}) and then its message is sent{{to}}: when that fails, or the process ends in between, the row stays without it, and nothing sends it again. {{chain}}',
    },
    intent: 'onDivergence: repair',
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const { at, send, write, chain, failure } of dualWrites(model)) {
      const destination = nameOf(firstSlot(model.linker, send.library, send.pattern.destination))?.shown;
      yield {
        at,
        messageId: failure,
        data: { write: shortPath(write), to: destination === undefined ? '' : ` to '${destination}'`, chain: chainText(chain) },
        because: [{ at: write, note: 'makes the row' }, ...chain.map(({ name, at: place }) => ({ at: place, note: `then sends: ${name}` }))],
      };
    }
  },
});
