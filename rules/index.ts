import type { RuleDefinition } from '../src/rule/rule.ts';
import { noAwaitedReply } from './no-awaited-reply.ts';
import { noDefeatedDeduplication } from './no-defeated-deduplication.ts';
import { noDualWrite } from './no-dual-write.ts';
import { noEarlySettle } from './no-early-settle.ts';
import { noFloatingSend } from './no-floating-send.ts';
import { noLongSyncChain } from './no-long-sync-chain.ts';
import { noMismatchedMessage } from './no-mismatched-message.ts';
import { noOrphanDestination } from './no-orphan-destination.ts';
import { noMessageCycle } from './no-message-cycle.ts';
import { noSendInTransaction } from './no-send-in-transaction.ts';
import { noStaleDeclaration } from './no-stale-declaration.ts';
import { noSwallowedFailure } from './no-swallowed-failure.ts';
import { noHazardousBrokerOption } from './no-hazardous-broker-option.ts';
import { noTrivialAsync } from './no-trivial-async.ts';
import { noUncheckedBatchResult } from './no-unchecked-batch-result.ts';
import { requireBoundedDeliveries } from './require-bounded-deliveries.ts';
import { requireBoundedConcurrency } from './require-bounded-concurrency.ts';
import { requireDeadLetterReplay } from './require-dead-letter-replay.ts';
import { requireConfirmedSend } from './require-confirmed-send.ts';
import { requireDeadLetter } from './require-dead-letter.ts';
import { requireDeliveryDeadLetter } from './require-delivery-dead-letter.ts';
import { requireFailureSignal } from './require-failure-signal.ts';
import { requireGracefulShutdown } from './require-graceful-shutdown.ts';
import { requireIdempotentConsumer } from './require-idempotent-consumer.ts';
import { requireReachableDeadLetter } from './require-reachable-dead-letter.ts';
import { requireRetry } from './require-retry.ts';
import { requireLockBeyondHandler } from './require-lock-beyond-handler.ts';
import { requirePartialBatchResponse } from './require-partial-batch-response.ts';
import { requireRequestTimeout } from './require-request-timeout.ts';

/** Every rule, in the order of `docs/rules/README.md`. */
export const rules: readonly RuleDefinition[] = [
  requireDeadLetter,
  requireReachableDeadLetter,
  requireDeadLetterReplay,
  requireDeliveryDeadLetter,
  requireBoundedDeliveries,
  requireRetry,
  requireFailureSignal,
  requireIdempotentConsumer,
  noDefeatedDeduplication,
  noSwallowedFailure,
  noEarlySettle,
  noFloatingSend,
  requireConfirmedSend,
  noSendInTransaction,
  noDualWrite,
  noMismatchedMessage,
  noOrphanDestination,
  requirePartialBatchResponse,
  requireLockBeyondHandler,
  noUncheckedBatchResult,
  noHazardousBrokerOption,
  requireGracefulShutdown,
  noTrivialAsync,
  noAwaitedReply,
  noLongSyncChain,
  requireRequestTimeout,
  requireBoundedConcurrency,
  noMessageCycle,
  noStaleDeclaration,
];
