import type { Audit, AuditConsumer, AuditFinding } from '../../src/model/audit.ts';
import type { Location } from '../../src/model/location.ts';

function at(file: string, line: number, column = 1): Location {
  return { file, line, column };
}

function consumer(destination: string, line: number): AuditConsumer {
  return {
    id: `bullmq:${destination}@src/jobs.ts:${String(line)}`,
    library: 'bullmq',
    system: 'bullmq',
    destination,
    at: at('src/jobs.ts', line),
    jobs: [],
    deadLetter: { status: 'kept' },
    idempotent: { status: 'unknown' },
    deliveries: { status: 'bounded', max: 3 },
    settles: { status: 'swallowed', at: at('src/wrapper.ts', 5) },
    failureSignal: { status: 'missing' },
  };
}

function swallowed(destination: string, line: number): AuditFinding {
  return {
    ruleId: 'no-swallowed-failure',
    messageId: 'caught',
    message: `The handler of '${destination}' catches every error of its work (src/mail.ts:8) and goes on: the message counts as done, so it is neither tried again nor kept as a dead letter.`,
    severity: 'error',
    at: at('src/wrapper.ts', 5, 5),
    consumer: `bullmq:${destination}@src/jobs.ts:${String(line)}`,
    because: [
      { at: at('src/jobs.ts', line), note: `consumes '${destination}'` },
      { at: at('src/mail.ts', 8, 9), note: 'work whose failure is lost' },
    ],
    suggestions: [],
  };
}

/** An audit in which everything occurs that a report may show. */
export const fullAudit: Audit = {
  schemaVersion: 1,
  tool: { name: 'eslint-plugin-async-patterns', version: '1.2.3' },
  root: '/home/ada/shop',
  destinations: [
    { id: 'aws_sqs:invoices', system: 'aws_sqs', name: 'invoices', at: at('template.yaml', 12), deadLetter: { status: 'lost', fate: 'deletedAfterTries', at: at('template.yaml', 14) } },
    { id: 'bullmq:?', system: 'bullmq', deadLetter: { status: 'not-applicable' } },
  ],
  consumers: [
    consumer('orders', 3),
    consumer('refunds', 4),
    {
      id: 'lambda:invoices@src/invoice.ts:2',
      library: 'lambda',
      system: 'aws_sqs',
      destination: 'invoices-of-a-department-with-a-very-long-name',
      at: at('src/invoice.ts', 2),
      handler: { ...at('src/invoice/handle.ts', 7), endLine: 20, endColumn: 2 },
      jobs: [
        { name: 'print', at: at('src/invoice/handle.ts', 9) },
        { name: 'send', at: at('src/invoice/handle.ts', 11) },
      ],
      deadLetter: { status: 'lost', fate: 'deletedAfterTries', at: at('template.yaml', 14) },
      idempotent: { status: 'no', at: at('src/mail.ts', 8) },
      deliveries: { status: 'unbounded' },
      settles: { status: 'after-work' },
      failureSignal: { status: 'present' },
    },
    { ...consumer('?', 9), id: 'kafkajs:?@src/stream.ts:9', library: 'kafkajs', system: 'kafka', at: at('src/stream.ts', 9), deliveries: { status: 'none' } },
  ],
  producers: [{ id: 'bullmq:orders@src/checkout.ts:4', library: 'bullmq', destination: 'orders', at: at('src/checkout.ts', 4), outcome: 'awaited' }],
  entries: [{ id: 'POST /orders', kind: 'express', method: 'POST', path: '/orders', at: at('src/checkout.ts', 3) }],
  findings: [
    swallowed('orders', 3),
    swallowed('refunds', 4),
    {
      ruleId: 'require-dead-letter',
      messageId: 'deletedAfterTries',
      message: "A message of 'invoices' that fails 5 times is deleted.",
      severity: 'warning',
      at: { ...at('src/invoice.ts', 2), endLine: 2, endColumn: 20 },
      because: [],
      suggestions: [{ title: 'Add a dead-letter queue', edits: [{ file: 'template.yaml', start: 100, end: 100, text: 'RedrivePolicy:\n' }] }],
    },
  ],
  unknowns: [
    { at: at('src/stream.ts', 9), reason: 'computed at run time', wouldDecide: 'the value of TOPIC' },
    { at: at('src/stream.ts', 19), reason: 'computed at run time', wouldDecide: 'the value of TOPIC' },
    { at: at('src/plugins.ts', 3), reason: 'found by scanning a folder', wouldDecide: 'the files in src/plugins' },
  ],
  problems: [{ file: 'src/legacy.js', message: 'The file "src/legacy.js" is larger than 1 MB and is left out.' }],
};
