import { type LostSend, lostSends } from '../src/queries/lost-sends.ts';
import { chainText, shortPath } from '../src/queries/short-path.ts';
import { awaiting } from '../src/queries/edits/await-call.ts';
import { throwingOn } from '../src/queries/edits/throwing-on.ts';
import type { Evidence, Suggestion } from '../src/model/finding.ts';
import { defineRule } from '../src/rule/rule.ts';

const LOST = 'if it fails, the message is lost and the caller goes on as if it had been sent.';

export const noFloatingSend = defineRule({
  name: 'no-floating-send',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow sends that nobody waits for, or whose failure nobody can see', preset: 'recommended' },
    messages: {
      dropped: `Nobody waits for this send{{to}}{{through}}: ${LOST}`,
      caught: `Nobody waits for this send{{to}}{{through}}, and its 'catch' tells nobody: ${LOST}`,
      forEach: `'forEach' does not wait for its callback, so nobody waits for this send{{to}}{{through}}: ${LOST}`,
      list: `This send{{to}}{{through}} gives one promise of a list that nobody looks into: ${LOST}`,
      swallowed:
        "A failure of this send{{to}} ends in a 'catch' that tells nobody ({{catch}}), so {{producers}} behind it cannot know: the message is lost as if it had been sent.",
      lastResort:
        "This send{{to}} is the last resort of work that failed, and its own failure ends in a 'catch' that tells nobody ({{catch}}): the message is lost for good.",
      settled: `'Promise.allSettled' never fails, and nobody looks at what became of this send{{to}}{{through}}: ${LOST}`,
    },
    intent: 'onLoss: ignore',
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const send of lostSends(model)) {
      yield {
        at: send.at,
        messageId: MESSAGES[send.how],
        data: {
          to: send.destination === undefined ? '' : ` to '${send.destination}'`,
          through: send.chain.length > 1 ? ` (through ${chainText(send.chain.slice(1))})` : '',
          catch: 'caughtAt' in send ? shortPath(send.caughtAt) : '',
          producers: 'producers' in send ? counted(send.producers) : '',
        },
        because: [...callsOf(send), ...('caughtAt' in send ? [{ at: send.caughtAt, note: 'keeps the failure to itself' }] : [])],
        suggestions: mending(send),
      };
    }
  },
});

const MESSAGES = {
  dropped: 'dropped',
  'dropped and caught': 'caught',
  forEach: 'forEach',
  list: 'list',
  swallowed: 'swallowed',
  'last resort': 'lastResort',
  settled: 'settled',
} as const;

function mending(send: LostSend): readonly Suggestion[] {
  if (send.how === 'dropped') return awaiting(send.site, 'Await the send.');
  return 'by' in send ? throwingOn(send.by, 'whoever sends then hears of it, and has to bear it (a request fails with it).') : [];
}

function counted(producers: number): string {
  return producers === 1 ? 'the 1 producer' : `the ${String(producers)} producers`;
}

function callsOf({ chain }: LostSend): readonly Evidence[] {
  return chain.slice(1).map(({ name, at }, index) => ({ at, note: index === chain.length - 2 ? `sends: ${name}` : `calls ${name}` }));
}
