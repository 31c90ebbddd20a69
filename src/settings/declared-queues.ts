import type { MessagingSystem } from '../model/broker.ts';
import type { QueueDeclaration } from '../model/declaration.ts';
import type { StatedQueueResource } from '../model/infrastructure.ts';
import type { Location } from '../model/location.ts';

/** A queue that the settings state, as a resource that some file declares. */
export function statedQueue({ system = 'unknown', name = '', deadLetter, maxDeliveries }: QueueDeclaration, id: string, at: Location): StatedQueueResource {
  return {
    kind: 'stated queue',
    id,
    scope: at.file,
    at,
    // A system that no table knows has its own name, and only its own destinations.
    system: system as MessagingSystem,
    name: { kind: 'text', text: name },
    ...(deadLetter !== undefined && { keeps: typeof deadLetter === 'string' ? { kept: true, to: deadLetter } : { kept: deadLetter } }),
    ...(maxDeliveries !== undefined && { maxDeliveries }),
  };
}
