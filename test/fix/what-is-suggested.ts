/** What a suggestion does to what one message reports, or why there is none. */
export type Mending = string | { readonly none: string };

const none = (why: string): Mending => ({ none: why });

const NEW_QUEUE = none('it takes a new queue, and the right to send to it');
const SHAPE = none('it takes another design: the caller has to be given another answer');

/**
 * For each rule and message. `npm run docs` makes a table of it in `docs/rules/README.md`; `test/fix/fixtures.test.ts`
 * holds it against what is suggested in all fixtures.
 */
export const whatIsSuggested: Readonly<Record<string, Readonly<Record<string, Mending>>>> = {
  'require-dead-letter': {
    deletedAfterTries: 'a dead-letter queue of a consumer of Cloudflare Queues; else none: it takes a new queue, and the right to send to it',
    cyclesUntilRetention: 'a dead-letter queue with a redrive policy: CloudFormation, SAM, Serverless, Terraform, Pulumi YAML, the AWS CDK, SST',
    cyclesForEver: none('the handler has to count the tries'),
    staysPending: none('somebody has to claim and to count what stays pending'),
    blocksPartition: NEW_QUEUE,
    droppedAtFirstFailure: 'a dead-letter queue of RabbitMQ, with what RabbitMQ refuses (406) stated, where one call of amqplib declares the queue and the handler rejects',
    removed: '`removeOnFail` for a week in the place of `true`, at every place that removes',
  },
  'require-reachable-dead-letter': {
    ignored: none('where it belongs depends on which of both queues is meant'),
    wrongLayer: none('the source needs a setting of its own, and the function may be invoked both ways'),
    otherType: none('a queue cannot change its type: it takes a new one'),
    shorter: none('how long to keep it is a question of cost and of law'),
    firstFailure: 'five tries in the place of one',
    sameConsumer: none('which of both queues the function is meant for is not known'),
    unbound: none('which queue is meant is not known'),
    unroutable: none('whether the key or the binding is wrong is not known'),
  },
  'require-dead-letter-replay': {
    unread: none('it takes a consumer'),
    unsubscribed: none('it takes a subscription'),
  },
  'require-delivery-dead-letter': { topic: NEW_QUEUE, rule: NEW_QUEUE, event: NEW_QUEUE },
  'require-bounded-deliveries': {
    requeued: 'rejected for good, where a dead-letter exchange keeps it',
    redelivered: none('the limit belongs to a dead-letter queue: what `require-dead-letter` suggests ends it as well'),
    recurs: none('the handler has to count the tries'),
    blocks: none('a limit without a place for what is given up loses it'),
    retriedForEver: none('how long the work may be tried is the workflow\'s to say'),
    replayed: none('how often a job may be replayed is yours to say, and its count has to be stored'),
    unusedBackoff: '`attempts` beside the `backoff`',
  },
  'require-retry': { triedOnce: '`attempts` and `backoff` in the defaults of the queue' },
  'require-failure-signal': {
    unheard: 'a listener that logs what failed',
    caught: 'a log line in the `catch`',
    rejected: 'a log line in the `catch`',
    answered: none('what is thrown in its place, as `no-swallowed-failure` suggests, is logged'),
  },
  'require-idempotent-consumer': { repeated: none('which key tells that a message was processed, and where it is stored, is a question of the data') },
  'no-defeated-deduplication': {
    freshKey: none('what makes two sends the same is a question of the data'),
    freshAtRedelivery: none('the id of the message alone would make all that its handler sends the same'),
    markedBeforeWork: none('a mark behind the work lets two deliveries work at once'),
    wholeEvent: none('the wrapper belongs around each message, so the handler has to be split'),
  },
  'no-swallowed-failure': {
    caught: 'what was caught thrown on, where throwing fails the message',
    acknowledgedAnyway: 'what was caught thrown on, where a `catch` further out rejects the message',
    settled: none('which of several failures may be retried is not known'),
    errorStatus: 'an error in the place of the answer, with all that the answer says',
    unreadFailures: 'the mapping asks for what failed',
    shared: 'what was caught thrown on, where throwing fails the message',
    discarded: none('it takes a place that keeps them'),
  },
  'no-early-settle': {
    acknowledgedFirst: 'the acknowledgement moved behind the work, where both stand in one block',
    unawaited: '`await`, where the call stands alone in a function that may wait',
    automatic: none('acknowledging by hand changes every handler of the channel'),
    buffered: none('the message has to be settled where the list is stored'),
    shared: '`await`, where the call stands alone in a function that may wait',
  },
  'no-floating-send': {
    dropped: '`await`, where the call stands alone in a function that may wait',
    caught: none('whoever wrote the `catch` decided not to wait'),
    forEach: none('a loop waits for one after the other, `Promise.all` for all at once: which is right is not known'),
    list: none('the list is handed on: whoever gets it has to wait'),
    swallowed: 'what was caught thrown on',
    lastResort: 'what was caught thrown on',
    settled: none('which of several failures may be borne is not known'),
  },
  'require-confirmed-send': { unconfirmed: none('a confirm channel answers by callbacks: every send has to be written anew') },
  'no-send-in-transaction': { beforeCommit: 'the send moved behind the transaction, where it is the last thing inside and speaks of nothing made there' },
  'no-dual-write': {
    answered: none('it takes an outbox: a table, and somebody who sends what stands there'),
    silent: none('it takes an outbox: a table, and somebody who sends what stands there'),
  },
  'no-mismatched-message': {
    ignoredJob: none('it takes a handler'),
    refusedJob: none('it takes a handler'),
    unparsed: none('whether the sender or the consumer is to change is not known: messages are on their way'),
    parsedTwice: none('whether the sender or the consumer is to change is not known: messages are on their way'),
    dateAsText: none('whether the sender or the consumer is to change is not known: messages are on their way'),
    misspelt: none('which of both names is meant is not known'),
    lostValue: none('what of it the reader needs is not known'),
  },
  'no-orphan-destination': {
    misspelt: none('which of both names is meant is not known'),
    unconsumed: none('it takes a worker'),
  },
  'require-partial-batch-response': {
    neverSaid: 'the handler names what failed',
    wholeBatch: 'the handler names what failed, and the mapping asks for it',
    listAsJob: none('a loop over the jobs and a batch of one are both right'),
  },
  'require-lock-beyond-handler': {
    function: none('whether the queue is to wait longer or the function to end sooner is not known'),
    handler: '`heartbeatInterval`',
  },
  'no-unchecked-batch-result': {
    messages: 'an error where entries failed',
    deletions: 'an error where entries failed',
    rows: 'an error where items were not written',
  },
  'no-hazardous-broker-option': {
    lost: '`persistent: true` for amqplib; else none: `noAck: false` of NestJS needs an acknowledgement in every handler',
    refused: '`maxRetriesPerRequest: null` for BullMQ; else none: which id, or which group, is a question of the data',
    ignored: none('a job scheduler has an id, which is yours to choose'),
    unlimited: '`prefetch(10)`, `prefetchCount: 10`',
    overlapping: none('the work has to be able to stop'),
    repeated: 'the message returned at the end of the handler',
  },
  'require-graceful-shutdown': {
    exits: none('what else ends there, and in which order, is not known'),
    killed: 'a listener for SIGTERM that closes all of them',
  },
  'no-trivial-async': {
    noopConsumer: none('whether the queue goes or its work is yet to come is not known'),
    passThroughHop: none('messages on their way have to be drained first'),
  },
  'no-awaited-reply': { requestWaits: SHAPE, requestPolls: SHAPE, workerWaits: SHAPE },
  'no-long-sync-chain': {
    queueIt: SHAPE,
    lostWork: SHAPE,
    lostByMany: SHAPE,
    unboundedLoop: SHAPE,
    moveOutOfTransaction: none('what stands behind it in the transaction may need it'),
    parallel: '`Promise.all`',
  },
  'require-request-timeout': {
    request: 'a timeout or an `AbortSignal` of the call',
    client: 'a timeout of the client',
    everywhere: none('one client for all of the calls is a matter of taste'),
    handler: 'a timeout or an `AbortSignal` of the call',
  },
  'require-bounded-concurrency': {
    requests: none('how many at once is right, and in which way to bound it, is not known'),
    sends: none('what is sent at once fails at once: the handler has to bear that'),
    asked: none('what is sent at once fails at once: the caller has to bear that'),
    pool: none('whether the pool or the concurrency is to change is not known'),
  },
  'no-message-cycle': {
    circle: none('what ends it is not known'),
    retried: none('the count of tries has to go with the message'),
  },
  'no-stale-declaration': {
    notImported: none('whether it is wrong or no more needed is not known'),
    notCalled: none('whether it is wrong or no more needed is not known'),
    noFile: none('whether it is wrong or no more needed is not known'),
    notExported: none('whether it is wrong or no more needed is not known'),
    notUsed: none('whether it is wrong or no more needed is not known'),
    contradicted: none('which of both is right is not known'),
    unknownIntent: none('which intent is meant is not known'),
  },
};

/** Rows of a table: one for each rule and message. */
export function suggestionsTable(): readonly string[] {
  const rows = Object.entries(whatIsSuggested).flatMap(([rule, messages]) =>
    Object.entries(messages).map(([message, mending]) => `| [${rule}](${rule}.md) | \`${message}\` | ${typeof mending === 'string' ? mending : `none: ${mending.none}`} |`),
  );
  return ['| rule | message | suggestion |', '| --- | --- | --- |', ...rows];
}
