import { nameOf } from '../src/link/name.ts';
import { firstSlot } from '../src/link/slots.ts';
import { sendingAfter } from '../src/queries/edits/behind-transaction.ts';
import { sendsInTransactions } from '../src/queries/sends-in-transaction.ts';
import { chainText, shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noSendInTransaction = defineRule({
  name: 'no-send-in-transaction',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow sends while a database transaction is open', preset: 'strict' },
    messages: {
      beforeCommit:
        'This send{{to}} stands in an open transaction ({{transaction}}): its consumer may run before the commit and see nothing, or after a rollback: {{chain}}.',
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const { at, node, chain, transaction, write, sends, opened } of sendsInTransactions(model)) {
      const destination = nameOf(firstSlot(model.linker, node.library, node.pattern.destination))?.shown;
      yield {
        at,
        messageId: 'beforeCommit',
        data: { to: destination === undefined ? '' : ` to '${destination}'`, transaction: shortPath(transaction), chain: chainText(chain) },
        because: [
          { at: transaction, note: 'opens the transaction' },
          { at: write, note: 'a write that others see only after the commit' },
          ...chain.slice(1).map(({ name, at: place }) => ({ at: place, note: `calls ${name}` })),
        ],
        suggestions: sendingAfter(model.linker, sends, opened),
      };
    }
  },
});
