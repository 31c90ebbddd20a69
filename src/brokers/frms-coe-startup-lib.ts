import type { Broker } from '../model/broker.ts';

/**
 * `@tazama-lf/frms-coe-startup-lib` (before: `@frmscoe/…`): NATS or JetStream, as the environment says. JetStream logs what
 * the handler throws and acknowledges all the same; NATS keeps nothing. Where the messages come from is said by
 * the environment as well.
 * Source: 2.3.0 `src/services/{startupFactory,natsService,jetstreamService}.ts`, `src/interfaces/iStartupService.ts`.
 */
export const frmsCoeStartupLib: Broker = {
  name: 'frms-coe-startup-lib',
  title: '@tazama-lf/frms-coe-startup-lib',
  system: 'nats',
  delivery: {
    deadLetter: 'skipping handler',
    deliveries: 1,
    redelivery: 'With JetStream a message comes again when the process ends before its handler does.',
  },
  shape: {
    packages: ['@tazama-lf/frms-coe-startup-lib', '@frmscoe/frms-coe-startup-lib'],
    sameAs: { IStartupService: 'StartupFactory' },
  },
  consumers: { 'StartupFactory.init': { destination: ['2'], handler: ['0'] } },
  producers: { 'StartupFactory.handleResponse': { destination: ['1'], payload: '0', deduplication: [], outcome: 'promise' } },
};
