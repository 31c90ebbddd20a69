import type { InfrastructureValue, Resource, SubscriptionResource } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import type { Entity } from '../entity.ts';
import { type Construct, type Constructs, SCOPE } from './constructs.ts';
import { receiverOf } from './event-sources.ts';
import { constructName } from './names.ts';
import { destinationIn } from './targets.ts';
import { argumentOf } from './written.ts';
import { type Written, writtenAt } from '../written.ts';

/**
 * Classes whose first argument is the function or queue that is subscribed.
 * Source: aws-cdk-lib 2.276.0 `aws-sns-subscriptions/lib/{lambda,sqs}.d.ts`, `aws-events-targets/lib/{lambda,sqs}.d.ts`.
 */
const endpoints: Readonly<Record<string, SubscriptionResource['system']>> = {
  'aws-sns-subscriptions.LambdaSubscription': 'aws_sns',
  'aws-sns-subscriptions.SqsSubscription': 'aws_sns',
  'aws-events-targets.LambdaFunction': 'aws_eventbridge',
  'aws-events-targets.SqsQueue': 'aws_eventbridge',
};

export const ruleNames: readonly string[] = ['aws-events.Rule'];

/** `topic.addSubscription(new LambdaSubscription(fn))` */
export function readTopicSubscriptions(constructs: Constructs): readonly Resource[] {
  return constructs.callsOf('addSubscription').flatMap(({ reference }) => {
    const topic = constructs.valueOf(receiverOf(constructs, reference));
    return subscriptionsFrom(constructs, { endpoint: argumentOf(constructs.linker, reference, 0), topic, at: constructs.at(reference) });
  });
}

/** The targets of a rule. A rule with a schedule alone delivers no messages. */
export function readRules(constructs: Constructs): readonly Resource[] {
  const { linker } = constructs;
  const listed = constructs.all.filter(isEventRule(constructs)).flatMap((rule) => {
    const targets = constructs.property(rule, 'targets');
    if (targets === undefined || targets === 'unknown') return [];
    const items = targets.entities.flatMap((entity) => (entity.is === 'list' ? entity.items : []));
    return items.flat().flatMap((target) => {
      const at = target.is === 'external' && target.call ? constructs.at(target.call) : rule.at;
      return subscriptionsFrom(constructs, { endpoint: [target], ...busOf(constructs, rule), at });
    });
  });
  const added = constructs.callsOf('addTarget').flatMap(({ reference }) => {
    const rule = constructs.find(receiverOf(constructs, reference));
    if (!rule || !isEventRule(constructs)(rule)) return [];
    return subscriptionsFrom(constructs, { endpoint: argumentOf(linker, reference, 0), ...busOf(constructs, rule), at: constructs.at(reference) });
  });
  return [...listed, ...added];
}

function isEventRule(constructs: Constructs): (construct: Construct) => boolean {
  return (construct) => ruleNames.includes(construct.name) && constructs.property(construct, 'eventPattern') !== undefined;
}

function busOf(constructs: Constructs, rule: Construct): { readonly topic?: InfrastructureValue } {
  const bus: Written = constructs.property(rule, 'eventBus');
  return bus === undefined || bus === 'unknown' ? {} : { topic: constructs.valueOf(bus.entities) };
}

interface Subscribed {
  readonly endpoint: readonly Entity[];
  readonly topic?: InfrastructureValue;
  readonly at: Location;
}

function subscriptionsFrom(constructs: Constructs, { endpoint, topic, at }: Subscribed): readonly SubscriptionResource[] {
  return endpoint.flatMap((entity): readonly SubscriptionResource[] => {
    if (entity.is !== 'external' || entity.from !== 'new' || !entity.call || !entity.of) return [];
    const system = endpoints[constructName(entity.of) ?? ''];
    if (!system) return [];
    const deadLetter = destinationIn(constructs, writtenAt(constructs.linker, argumentOf(constructs.linker, entity.call, 1), 'deadLetterQueue'), at);
    const value = constructs.valueOf(argumentOf(constructs.linker, entity.call, 0));
    return [{ kind: 'subscription', id: constructs.newId('subscription'), scope: SCOPE, at, system, ...(topic && { topic }), endpoint: value, deadLetter }];
  });
}
