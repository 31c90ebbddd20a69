import type { Broker } from '../model/broker.ts';

/**
 * Inngest. A step that succeeded is remembered; code outside of steps runs again at each of them.
 * The triggers are the second argument in version 3 and an option since version 4.
 * Source: inngest 4.24.0 `components/{Inngest,InngestFunction,InngestStepTools}.d.ts` (retries 0 to 20, 4 by default in the documentation
 * and 3 in the comments of this version, so the default is left open), 3.54.2 `components/Inngest.d.ts`.
 */
export const inngest: Broker = {
  name: 'inngest',
  title: 'Inngest',
  system: 'inngest',
  delivery: {
    deadLetter: 'kept',
    deliveries: { option: 'retries', more: 1, unset: 'some' },
    thrown: 'logged',
    redelivery: 'Inngest runs a function again when it fails, and what stands outside of its steps again at each step.',
  },
  failsByThrowing: true,
  shape: {
    packages: ['inngest'],
    members: { 'Context.step': 'step' },
    callbacks: { 'Inngest.createFunction#1': ['Context'], 'Inngest.createFunction#2': ['Context'] },
  },
  consumers: {
    'Inngest.createFunction': {
      destination: ['1.event', '1.0.event', '0.triggers.event', '0.triggers.0.event', '0.id'],
      job: '0.id',
      handler: ['2', '1'],
      options: '0',
    },
  },
  producers: {
    'Inngest.send': { destination: ['0.name', '0.0.name'], options: '0', parts: { list: '0', destination: 'name', options: '' }, deduplication: ['0.id', '0.0.id'], deduplicationAlone: ['0.id', '0.0.id'], outcome: 'promise' },
    // Remembered under the step's id.
    'step.sendEvent': { destination: ['1.name', '1.0.name'], parts: { list: '1', destination: 'name', options: '' }, deduplication: ['0'], outcome: 'promise' },
  },
  listeners: {
    'Inngest.createFunction': { destination: ['1.event', '1.0.event', '0.triggers.event', '0.triggers.0.event', '0.id'], says: 'failure', handler: '0.onFailure', optional: true },
  },
};
