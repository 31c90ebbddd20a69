import type { Broker } from '../model/broker.ts';

/**
 * Agenda and its fork `@hokify/agenda`. A failed job stays as a document. Nothing runs it again, unless `backoff` (since version 6)
 * or a listener does; a job whose lock expires (10 minutes by default) runs once more beside the first.
 * `define` takes the options second until version 5 (4.4.0 and 5.0.0 typings), third in version 6 and in the fork from version 4.
 * Source: agenda 6.2.6 `dist/{index,Job}.js`, 5.0.0 `dist/agenda/define.d.ts`; `@hokify/agenda` 6.3.0 `dist/index.d.ts`.
 */
export const agenda: Broker = {
  name: 'agenda',
  title: 'Agenda',
  system: 'agenda',
  delivery: {
    deadLetter: 'kept',
    deliveries: 'some',
    thrown: 'told to listeners',
    redelivery: 'Agenda runs a job again when its lock expires before it is done.',
    settledByHandler: { parameters: 2 },
  },
  closing: { calls: ['Agenda.stop', 'Agenda.close', 'Agenda.drain'], interrupted: 'Agenda runs such a job again when its lock has expired, after 10 minutes' },
  failsByThrowing: true,
  shape: {
    packages: ['agenda', 'agenda/es', '@hokify/agenda'],
    defaultExport: 'Agenda',
    returns: { 'Agenda.create': 'Job', 'Job.*': 'Job' },
    callbacks: { 'Agenda.define#1': ['Job', 'done'], 'Agenda.define#2': ['Job', 'done'] },
  },
  handlerParameters: ['Job', 'done'],
  consumers: {
    'Agenda.define': { destination: ['0'], handler: ['1', '2'], options: '2|1' },
  },
  decorators: {
    Define: { on: 'method', destination: ['0', '0.name'], options: '0' },
    Every: { on: 'method', destination: ['1', '1.name'], options: '1' },
  },
  producers: {
    'Agenda.now': { destination: ['0'], deduplication: [], outcome: 'promise' },
    'Agenda.schedule': { destination: ['1'], deduplication: [], outcome: 'promise' },
    'Agenda.nowDebounced': { destination: ['0'], deduplication: ['2'], outcome: 'promise' },
    'Agenda.every': { destination: ['1'], deduplication: ['1'], outcome: 'promise', schedule: true },
    'Job.save': { destination: ['chain.create.0'], deduplication: ['chain.unique.0'], outcome: 'promise' },
  },
  settlements: {
    done: { settles: 'ack', failsWith: '0' }, 'done()': { settles: 'ack', failsWith: '0' },
    'Job.touch': { settles: 'extend' },
    'Job.fail': { settles: 'reject' },
  },
  listeners: { 'Agenda.on': { destination: [], event: '0', handler: '1' } },
  events: { fail: 'failure', 'retry exhausted': 'failure', error: 'fault', success: 'success', complete: 'success' },
};
