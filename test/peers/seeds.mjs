import fs from 'node:fs';
import path from 'node:path';

/** The rules that may find each seed: any one of them does. */
const finders = {
  'comparison-app': {
    1: ['no-floating-send'],
    2: ['require-retry'],
    3: ['no-dual-write'],
    4: ['require-idempotent-consumer'],
    5: ['no-swallowed-failure'],
    6: ['no-awaited-reply'],
    7: ['require-retry'],
    8: ['require-bounded-concurrency'],
    9: ['no-early-settle', 'no-hazardous-broker-option'],
    10: ['require-dead-letter'],
    11: ['no-hazardous-broker-option', 'require-bounded-concurrency'],
    12: ['no-early-settle'],
    13: ['require-bounded-deliveries'],
    14: ['require-failure-signal', 'no-hazardous-broker-option', 'no-early-settle'],
    15: ['require-confirmed-send'],
    16: ['no-early-settle'],
    17: ['require-partial-batch-response'],
    18: ['no-unchecked-batch-result'],
    19: ['no-floating-send'],
  },
  'comparison-stack': {
    1: ['require-dead-letter'],
    2: ['require-lock-beyond-handler'],
    3: ['require-delivery-dead-letter'],
    4: ['require-delivery-dead-letter'],
    5: ['require-partial-batch-response', 'no-swallowed-failure'],
    6: ['require-reachable-dead-letter'],
    7: ['require-reachable-dead-letter'],
  },
};

/** What no rule finds, and why. */
const missed = {};

/**
 * The seeds of a sample: comments `// seed 7: what is wrong`. Out: number, text, file, line, the last line that belongs to
 * it, the rules that may find it, and why none does (`missed`).
 */
export function seedsOf(root) {
  const sample = path.basename(root);
  const files = fs.readdirSync(root, { recursive: true }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => seedsIn(root, file.replaceAll(path.sep, '/'), finders[sample] ?? {}, missed[sample] ?? {})).sort((a, b) => a.number - b.number);
}

function seedsIn(root, file, rulesOf, missedOf) {
  const lines = fs.readFileSync(path.join(root, file), 'utf8').split('\n');
  const marks = lines.flatMap((text, index) => {
    const [, number, what] = /\/\/ seed (\d+): (.*)/.exec(text) ?? [];
    return number === undefined ? [] : [{ number: Number(number), text: what, line: index + 1 }];
  });
  return marks.map((mark) => {
    // Seeds whose comments stand together share the statement below; the next one elsewhere ends it.
    const code = lines.findIndex((text, index) => index >= mark.line && !text.trim().startsWith('//')) + 1;
    const other = marks.find(({ line }) => line > code)?.line ?? Infinity;
    return { ...mark, file, next: Math.min(other - 1, code + REACH), rules: rulesOf[mark.number] ?? [], missed: missedOf[mark.number] };
  });
}

/** Lines of a statement that may tell of a seed above it. */
const REACH = 4;
