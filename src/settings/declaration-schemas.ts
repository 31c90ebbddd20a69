import { brokers } from '../brokers/index.ts';
import type { Declarations } from '../model/declaration.ts';
import type { DeclarationSchema, FieldSchema } from './field-schema.ts';

const from: Readonly<Record<string, FieldSchema>> = {
  package: { type: 'text', description: 'The package that is called.' },
  file: { type: 'text', description: 'Instead of a package: a file of the project, relative to its root, that is called and not looked into.' },
  call: { type: 'call', description: "The call: an export 'subscribe', a method 'Client.subscribe', 'new Worker', a decorator '@Subscribe'; what a call gives is 'createClient().subscribe'." },
};

const files: Readonly<Record<string, FieldSchema>> = {
  files: { type: 'text', description: "Instead of a call: files, as a pattern from the root with *, ** and {a,b}, of which something calls an export." },
  export: { type: 'text', description: "That export, or a method of one: 'default' (default), 'Worker.handle'." },
};

const delivers: Readonly<Record<string, FieldSchema>> = {
  like: { type: brokers.map(({ name }) => name), description: 'A library in docs/brokers.md that delivers in the same way.' },
  system: { type: 'text', description: 'The messaging system, known or your own: what has the same name there is the same destination.' },
};

const maxDeliveries: FieldSchema = { type: 'count', description: 'How often a message is tried that fails every time, the first time included.' };

/** What each kind of declaration may say. */
export const declarationSchemas: Readonly<Record<keyof Declarations, DeclarationSchema>> = {
  consumers: {
    description: 'Calls, decorators or files that consume messages, where the sources do not say so.',
    oneOf: ['package', 'file', 'files'],
    fields: {
      ...from,
      ...files,
      destination: { type: 'destination', description: 'Where the destination is named.' },
      handler: { type: 'place', description: 'The function that is given the messages.' },
      method: { type: 'text', description: 'For the decorator of a class: its method that is given the messages.' },
      job: { type: 'place', description: 'The kind of message inside of the destination.' },
      options: { type: 'place', description: "Options in the words of the library that 'like' names." },
      ...delivers,
      deadLetter: { type: 'flag', description: 'Is a message kept that fails every time?' },
      maxDeliveries,
      settles: { type: ['on-delivery', 'after-handler', 'by-handler'], description: 'What makes a message count as processed.' },
    },
  },
  producers: {
    description: 'Calls that send messages, where the sources do not say so.',
    oneOf: ['package', 'file'],
    fields: {
      ...from,
      destination: { type: 'destination', description: 'Where the destination is named.' },
      job: { type: 'place', description: 'The kind of message inside of the destination.' },
      deduplication: { type: 'place', description: 'The id by which the system drops a second message.' },
      outcome: { type: ['promise', 'none'], description: "What the call gives: a promise that rejects when the message was not sent (default), or nothing." },
      ...delivers,
    },
  },
  settlements: {
    description: 'Calls that say what becomes of a message that was received.',
    oneOf: ['package', 'file'],
    fields: {
      ...from,
      settles: {
        type: ['ack', 'reject', 'requeue', 'dead-letter', 'extend'],
        description: 'What the call says: the message is done, refused for good, to come again, to be kept aside, or still in work.',
        required: true,
      },
      failsWith: { type: 'place', description: "Something in this place says that the message failed: 0 for 'done(error)'." },
    },
  },
  effects: {
    description: 'What calls do to the world, where no table knows the package.',
    oneOf: ['package', 'file'],
    fields: {
      ...from,
      effect: {
        type: ['mail', 'sms', 'push', 'chat', 'payment', 'webhook', 'write', 'read', 'claim', 'none'],
        description: "What it does; 'claim' is true for the first who asks, 'none' changes nothing.",
        required: true,
      },
      idempotent: { type: 'flag', description: 'A second call with the same arguments does no harm.' },
      idempotencyKey: { type: 'place', description: 'The key by which the other side drops a second call.' },
    },
  },
  queues: {
    description: 'Queues, topics and streams that are declared outside of this project.',
    oneOf: [],
    fields: {
      system: { type: 'text', description: 'The messaging system, as the audit names it: aws_sqs, rabbitmq, kafka, …', required: true },
      name: { type: 'text', description: 'The name, as the code gives it.', required: true },
      deadLetter: { type: 'name or flag', description: 'Where failed messages go: the name of that destination; true if they are kept somewhere, false if nowhere.' },
      maxDeliveries,
    },
  },
  endpoints: {
    description: 'Calls, decorators or files that serve requests, where no framework is known.',
    oneOf: ['package', 'file', 'files'],
    fields: {
      ...from,
      ...files,
      method: { type: 'text', description: 'The verb; absent: any.' },
      path: { type: 'path', description: "The path '/orders', or where it stands." },
      handler: { type: 'place', description: 'The function that answers.' },
    },
  },
};
