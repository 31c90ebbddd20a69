import type { Broker, DeclarationPattern, MessagingSystem } from '../model/broker.ts';
import { callLocation } from './call-location.ts';
import type { Entity } from './entity.ts';
import { findLibraryCalls } from './library-calls.ts';
import type { Linker } from './linker.ts';
import { slotOf } from './slots.ts';
import { libraryCallees } from './library-calls.ts';

/** How the NestJS microservices of the project are connected: the decorators of handlers do not say. */
export interface Transport {
  readonly system: MessagingSystem;
  readonly file: string;
  readonly options: readonly Entity[];
}

/** The calls that connect a microservice. Source: `@nestjs/core` 12 `nest-factory.d.ts`, `nest-application.d.ts`. */
const nest: Broker = {
  name: 'nest-core',
  title: 'NestJS',
  system: 'unknown',
  shape: { packages: ['@nestjs/core'] },
  declarations: {
    'NestFactory.createMicroservice': { destination: [], options: '1' },
    'INestApplication.connectMicroservice': { destination: [], options: '0' },
  },
};

/** `Transport` of `@nestjs/microservices` 12.1.1 `enums/transport.enum.d.ts`. */
const SYSTEMS: Readonly<Record<string, MessagingSystem>> = {
  RMQ: 'rabbitmq',
  KAFKA: 'kafka',
  NATS: 'nats',
  REDIS: 'redis_pubsub',
  MQTT: 'mqtt',
};

export function findTransports(linker: Linker): readonly Transport[] {
  return findLibraryCalls<DeclarationPattern>(linker, [nest], (broker) => broker.declarations).flatMap((match) => {
    const fn = match.file.calls[match.call]?.fn ?? 0;
    const frame = linker.openFrame(match.file, fn);
    const [callee] = libraryCallees(linker, match.file, match.call, frame);
    if (!callee || match.pattern.options === undefined) return [];
    const library = { reference: { file: match.file, call: match.call, frame }, callee: callee.callee };
    const options = slotOf(linker, library, match.pattern.options);
    const context = { file: match.file, frame };
    const names = options.flatMap((entity) => linker.memberOf(entity, 'transport', context)).flatMap((entity) => (entity.is === 'external' ? [entity.name] : []));
    return names.flatMap((name) => {
      const system = SYSTEMS[name];
      return system ? [{ system, file: callLocation({ file: match.file, call: match.call }).file, options }] : [];
    });
  });
}

/** The transport that feeds a handler: the only one, else that of the nearest application. */
export function transportOf(transports: readonly Transport[], file: string): Transport | undefined {
  const systems = new Set(transports.map(({ system }) => system));
  if (systems.size <= 1) return transports[0];
  const near = transports.map((transport) => ({ transport, shared: sharedFolders(transport.file, file) }));
  const most = Math.max(...near.map(({ shared }) => shared));
  const nearest = near.filter(({ shared }) => shared === most);
  return new Set(nearest.map(({ transport }) => transport.system)).size === 1 ? nearest[0]?.transport : undefined;
}

function sharedFolders(a: string, b: string): number {
  const [one, other] = [a.split('/'), b.split('/')];
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared;
}
