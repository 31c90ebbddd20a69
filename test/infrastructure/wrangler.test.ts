import { expect, test } from 'vitest';
import { factsOf, place, resourceOf } from './resource.ts';

const toml = `name = "parcels"
main = "src/index.ts"

[vars]
REGION = "eu"

[[queues.producers]]
binding = "PARCELS"
queue = "parcels"

[[queues.consumers]]
queue = "parcels"
max_batch_size = 20
max_retries = 5
dead_letter_queue = "parcels-failed" # kept for a week

[[queues.consumers]]
queue = "labels"

[env.live.vars]
REGION = "us"

# The queues of the top are not inherited.
[[env."live".queues.consumers]]
queue = "parcels-live"
type = "http_pull"

[env.test]
name = "parcels-for-tests"
queues = { consumers = [{ queue = "parcels-test", dead_letter_queue = "lost-test" }] }
`;

test('TOML: consumers, producers and the worker, with the lines they stand on', () => {
  const facts = factsOf('workers/parcels/wrangler.toml', toml);
  const [first, second] = facts.resources.filter((resource) => resource.kind === 'mapping');
  expect(first).toMatchObject({
    source: { text: 'parcels' },
    sourceSystem: 'cloudflare_queues',
    function: { to: 'worker' },
    batchSize: 20,
    maxDeliveries: 5,
    scope: 'workers/parcels/wrangler.toml',
    deadLetter: { target: { text: 'parcels-failed' }, maxDeliveries: 5, at: { line: 15, column: 1 } },
  });
  expect(second).toMatchObject({ source: { text: 'labels' }, deadLetter: undefined, at: { line: 17 } });
  expect(first && place(first.at)).toBe('11:1-15:55');
  expect(resourceOf(facts, 'binding', 'queues.producers.PARCELS')).toMatchObject({
    name: 'PARCELS',
    value: { text: 'parcels' },
    entry: 'workers/parcels/src/index.ts',
    at: { line: 7 },
  });
  expect(resourceOf(facts, 'function', 'worker')).toMatchObject({
    name: { text: 'parcels' },
    entry: 'workers/parcels/src/index.ts',
    environment: { REGION: { text: 'eu' } },
  });
});

test('TOML: every environment is a worker of its own', () => {
  const facts = factsOf('wrangler.toml', toml);
  const inScope = (scope: string) => facts.resources.filter((resource) => resource.scope === scope);
  expect(inScope('wrangler.toml#live')).toMatchObject([
    {
      kind: 'function',
      name: { text: 'parcels-live' },
      environment: { REGION: { text: 'us' } },
      entry: 'src/index.ts',
    },
    { kind: 'mapping', source: { text: 'parcels-live' }, function: { kind: 'unknown' }, at: { line: 24 } },
  ]);
  expect(inScope('wrangler.toml#test')).toMatchObject([
    { kind: 'function', name: { text: 'parcels-for-tests' }, at: { line: 28 } },
    { kind: 'mapping', deadLetter: { target: { text: 'lost-test' }, at: { line: 30 } } },
  ]);
});

test('JSON with comments', () => {
  const facts = factsOf(
    'wrangler.jsonc',
    `{
  // one worker
  "name": "labels",
  "main": "./src/labels.ts",
  "env": {
    "live": {
      "queues": {
        "consumers": [
          { "queue": "labels", "max_retries": 2,
            "dead_letter_queue": "labels-failed" },
        ],
      },
    },
  },
}
`,
  );
  expect(facts.resources).toMatchObject([
    { kind: 'function', scope: 'wrangler.jsonc' },
    { kind: 'function', scope: 'wrangler.jsonc#live', name: { text: 'labels-live' }, at: { line: 6, column: 5 } },
    {
      kind: 'mapping',
      scope: 'wrangler.jsonc#live',
      at: { line: 9, column: 11 },
      deadLetter: { target: { text: 'labels-failed' }, maxDeliveries: 2, at: { line: 10, column: 13 } },
    },
  ]);
  expect(facts.problems).toEqual([]);
});

test('TOML that cannot be read is a problem on its line', () => {
  const facts = factsOf('wrangler.toml', 'name = "parcels"\nmain = \n');
  expect(facts.resources).toEqual([]);
  expect(facts.problems).toMatchObject([{ at: { file: 'wrangler.toml', line: 2 } }]);
});
