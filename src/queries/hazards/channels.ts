import { callsWhere } from '../../facts/questions.ts';
import type { Entity } from '../../link/entity.ts';
import { slotOf } from '../../link/slots.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { LinkedProducer } from '../../link/producers.ts';
import type { Suggestion } from '../../model/finding.ts';
import { writeOption } from '../../link/write-option.ts';
import { consumerName } from '../consumer-name.ts';
import { limitingChannel } from '../edits/limiting-channel.ts';
import { returningMessage } from '../edits/returning-message.ts';
import { isSet, literalsOf, optionOf } from '../options.ts';
import type { FoundHazard } from './hazard-of.ts';

/**
 * RabbitMQ hands a consumer without `prefetch` every message there is; 0 says the same.
 * Source: amqplib 2.3.1 `lib/channel_model.js`; measured on 3.10.8: 20 000 of 20 000 messages to one idle consumer.
 */
export function unlimitedChannels({ linker, consumers }: ProjectModel): readonly FoundHazard[] {
  // amqp-connection-manager sets limits where a channel is made, and it is used elsewhere.
  const files = [...linker.files.values()];
  const isManaged = files.some(({ imports }) => imports.includes('amqp-connection-manager'));
  const isLimited = isManaged && files.some((file) => callsWhere(file, 'methods', 'prefetch').length > 0);
  return consumers.flatMap((consumer): readonly FoundHazard[] => {
    const { broker, call, options, declaredAt } = consumer;
    if (broker.name !== 'amqplib' || !call || literalsOf(optionOf(linker, options, 'noAck')).includes(true)) return [];
    if (isSet(optionOf(linker, options, 'prefetch')) !== false || !isMadeHere(call.callee.of)) return [];
    const limits = slotOf(linker, call, 'sibling.prefetch.0');
    if (limits.length === 0 && isLimited) return [];
    if (limits.length > 0 && !(literalsOf(limits).length === limits.length && literalsOf(limits).every((limit) => limit === 0))) return [];
    const says = `${limits.length > 0 ? "'prefetch(0)' sets no limit" : "without 'prefetch' there is no limit"}: RabbitMQ hands this consumer every message there is, into memory, and others get none.`;
    return [{ at: declaredAt, harm: 'unlimited', name: consumerName(consumer), says, suggestions: limits.length > 0 ? [] : limitingChannel(linker, call.reference) }];
  });
}

/** The channel is made by a call that is seen, so that all that is called on it is seen as well. */
function isMadeHere(channel: Entity | undefined): boolean {
  for (let at = channel; at?.is === 'external'; at = at.of) if (at.from === 'call' && at.call) return true;
  return false;
}

/**
 * A message is written to disk only if it says so, whatever its queue is: at a restart of the broker the rest is gone.
 * Source: amqplib 2.3.1 `lib/api_args.js`: `deliveryMode` is unset by default; measured.
 */
export function volatileMessages(model: ProjectModel): readonly FoundHazard[] {
  return model.producers.flatMap((producer): readonly FoundHazard[] => {
    if (producer.broker.name !== 'amqplib' || producer.key !== 'Channel.sendToQueue' || !isDurable(model, producer)) return [];
    const { options, library, at, destination } = producer;
    const given = library.reference.file.calls[library.reference.call]?.arguments ?? [];
    if (given.some(({ kind }) => kind === 'spread') || (given.length > 2 && (options.length === 0 || !options.every(({ is }) => is === 'object')))) return [];
    const set = ['persistent', 'deliveryMode'].map((path) => isSet(optionOf(model.linker, options, path)));
    if (set.some((each) => each !== false)) return [];
    return [{ at, harm: 'lost', name: destination?.shown ?? '?', says: "the queue is durable, but this message is not 'persistent': it is gone when the broker restarts.", suggestions: persisting(library.reference) }];
  });
}

/** Written to disk, each such message costs the broker more. */
function persisting(call: LinkedProducer['library']['reference']): readonly Suggestion[] {
  const edits = writeOption(call, 2, ['persistent: true']);
  return edits.length === 0 ? [] : [{ title: 'Have the message written to disk (only a confirm channel tells when it is).', edits }];
}

/** Declared in the project, and meant to last. */
function isDurable(model: ProjectModel, { destination, broker, at }: LinkedProducer): boolean {
  const target = destination && model.destinationOf({ system: broker.system, name: destination, at });
  const declarations = target?.declarations ?? [];
  return (
    declarations.length > 0 &&
    declarations.every(({ options }) => literalsOf(optionOf(model.linker, options, 'durable')).includes(true)) &&
    declarations.every(({ options }) => ['exclusive', 'autoDelete'].every((path) => isSet(optionOf(model.linker, options, path)) === false || literalsOf(optionOf(model.linker, options, path)).every((value) => value === false)))
  );
}

/**
 * sqs-consumer deletes a message since version 14 only where the handler returns it.
 * Source: sqs-consumer 12.0.0, 13.0.0, 14.2.8 and 15.0.3 `dist/esm/consumer.js`; measured.
 */
export function neverDeleted({ linker, consumers }: ProjectModel): readonly FoundHazard[] {
  return consumers.flatMap((consumer): readonly FoundHazard[] => {
    const { broker, version, registered, options, declaredAt } = consumer;
    if (broker.name !== 'sqs-consumer' || Number(version?.split('.')[0]) < 14 || version === undefined || !registered) return [];
    if (isSet(optionOf(linker, options, 'alwaysAcknowledge')) !== false || !givesNothing(consumer)) return [];
    const says = "sqs-consumer deletes a message since version 14 only if the handler returns it, and this one returns nothing: every message comes again.";
    return [{ at: declaredAt, harm: 'repeated', name: consumerName(consumer), says, suggestions: returningMessage(linker, registered) }];
  });
}

function givesNothing({ registered }: Consumer): boolean {
  return registered?.fact.returns.every((value) => value.kind === 'undefined') ?? false;
}
