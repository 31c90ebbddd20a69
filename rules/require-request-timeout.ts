import { callLocation } from '../src/link/call-location.ts';
import { consumerName } from '../src/queries/consumer-name.ts';
import { boundingRequests } from '../src/queries/edits/bounding-requests.ts';
import { entryName } from '../src/queries/entry-name.ts';
import { lockOf } from '../src/queries/requests/lock-of.ts';
import { type UnboundedRequest, unboundedRequests } from '../src/queries/requests/unbounded-requests.ts';
import { chainText } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requireRequestTimeout = defineRule({
  name: 'require-request-timeout',
  meta: {
    type: 'problem',
    docs: { description: 'Require requests to other services to end before whoever waits for them gives up', preset: 'strict' },
    messages: {
      request: "'{{client}}' may hold '{{name}}'{{others}} {{hold}} here, for no timeout is set, and gateways give up after {{limit}} s: {{chain}}",
      client: "This '{{client}}' client sets no timeout: it may hold '{{name}}'{{others}} {{hold}}, and gateways give up after {{limit}} s: {{chain}}",
      everywhere: "{{calls}} calls of '{{client}}' in {{files}} files set no timeout: they may hold '{{name}}'{{others}} {{hold}}. One client or default for all of them bounds it: {{chain}}",
      handler: "No timeout is set: '{{client}}' may hold the handler of '{{name}}'{{others}} {{hold}}, {{cost}}: {{chain}}",
    },
    options: { gatewaySeconds: { type: 'number', description: 'Seconds after which whatever stands in front of the service gives up on a request.' } },
    defaultOptions: { gatewaySeconds: 30 },
  },
  *check(model, { gatewaySeconds }) {
    for (const request of unboundedRequests(model, gatewaySeconds)) {
      const { at, held, client, entries, consumers, calls, files, chain } = request;
      const [entry] = entries;
      const [consumer] = consumers;
      const names = entry ? entries.map(entryName) : consumers.map(consumerName);
      const lock = consumer ? lockOf(consumer) : gatewaySeconds;
      yield {
        at,
        messageId: files !== undefined ? 'everywhere' : entry ? (held.maker ? 'client' : 'request') : 'handler',
        data: { client, calls: String(calls.length), files: String(files), name: names[0] ?? '', others: others(names), hold: holdText(request), limit: String(gatewaySeconds), cost: costText(lock), chain: chainText(chain) },
        because: [
          ...(entry ? [{ at: entry.at, note: `answers '${entryName(entry)}'` }] : []),
          ...chain.slice(0, -1).map(({ name, at: place }) => ({ at: place, note: `calls ${name}` })),
          ...calls.map((call) => ({ at: callLocation(call), note: 'waits for the answer' })),
        ],
        suggestions: boundingRequests(request, Math.floor(0.8 * (entry ? gatewaySeconds : Math.min(lock, gatewaySeconds)))),
      };
    }
  },
});

function others(names: readonly string[]): string {
  const count = new Set(names).size - 1;
  return count > 0 ? ` and ${String(count)} more` : '';
}

function holdText({ held: { seconds, hold } }: UnboundedRequest): string {
  if (seconds === Infinity) return 'without end';
  return `for ${String(seconds)} s${hold.tries > 1 ? ` (${String(hold.tries)} tries)` : ''}`;
}

function costText(lock: number): string {
  return lock === Number.MAX_SAFE_INTEGER ? 'and one that hangs is never done' : `but its message is handed out again after ${String(lock)} s`;
}
