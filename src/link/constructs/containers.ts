import type { BindingResource, InfrastructureValue } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import { plainText } from '../entity.ts';
import { type Constructs, SCOPE } from './constructs.ts';
import { environmentIn } from './environment.ts';
import { receiverOf } from './event-sources.ts';
import { argumentOf } from './written.ts';
import { writtenAt } from '../written.ts';

/**
 * Services that run in containers, and where their environment stands.
 * Source: aws-cdk-lib 2.276.0 `aws-ecs/lib/container-definition.d.ts`, `aws-ecs-patterns/lib/base/*.d.ts`.
 */
const services: Readonly<Record<string, readonly string[]>> = {
  'aws-ecs.ContainerDefinition': ['environment'],
  'aws-ecs-patterns.ApplicationLoadBalancedFargateService': ['taskImageOptions', 'environment'],
  'aws-ecs-patterns.NetworkLoadBalancedFargateService': ['taskImageOptions', 'environment'],
  'aws-ecs-patterns.QueueProcessingFargateService': ['environment'],
  'aws-ecs-patterns.ScheduledFargateTask': ['scheduledFargateTaskImageOptions', 'environment'],
};

export const containerNames: readonly string[] = Object.keys(services);

/** Environment variables of containers that carry a queue or topic. */
export function containerBindings(constructs: Constructs): readonly BindingResource[] {
  const { linker } = constructs;
  const made = constructs.all.flatMap((construct) => {
    const path = services[construct.name];
    return path ? bindings(constructs, environmentIn(constructs, constructs.property(construct, ...path)), construct.at) : [];
  });
  const added = constructs.callsOf('addContainer').flatMap(({ reference }) => {
    const environment = writtenAt(linker, argumentOf(linker, reference, 1), 'environment');
    return bindings(constructs, environmentIn(constructs, environment), constructs.at(reference));
  });
  return [...made, ...added];
}

function bindings(constructs: Constructs, environment: Readonly<Record<string, InfrastructureValue>>, at: Location): readonly BindingResource[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value.kind === 'reference' ? [{ kind: 'binding', id: constructs.newId(`binding ${name}`), scope: SCOPE, at, name, value }] : [],
  );
}

/** `fn.addEnvironment('QUEUE_URL', queue.queueUrl)`, by the function's id. */
export function addedEnvironment(constructs: Constructs): ReadonlyMap<string, Readonly<Record<string, InfrastructureValue>>> {
  const { linker } = constructs;
  const added = new Map<string, Record<string, InfrastructureValue>>();
  for (const { reference } of constructs.callsOf('addEnvironment')) {
    const owner = constructs.find(receiverOf(constructs, reference));
    const [name] = argumentOf(linker, reference, 0).map(plainText);
    if (!owner || name === undefined) continue;
    added.set(owner.id, { ...added.get(owner.id), [name]: constructs.valueOf(argumentOf(linker, reference, 1)) });
  }
  return added;
}
