import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { json, withProject } from '../with-project.ts';

type Files = Readonly<Record<string, string>>;

/** Names of the destinations that a project sends to, as its sources tell them. */
function sentTo(files: Files): readonly (string | undefined)[] {
  const { model } = analyse({ root: withProject({ 'package.json': json({ name: 'shop' }), ...files }) });
  return model.producers.map(({ destination }) => destination?.shown);
}

const send = (queueUrl: string): string => `
  const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
  const sqs = new SQSClient({});
  exports.send = async (order) => { await sqs.send(new SendMessageCommand({ QueueUrl: ${queueUrl}, MessageBody: JSON.stringify(order) })); };`;

describe('settings that are read through', () => {
  const cases: Readonly<Record<string, string>> = {
    'a helper that asks for a variable by its name': `
      const required = (name) => { const value = process.env[name]; if (!value) throw new Error(name + ' is missing'); return value; };
      exports.url = required('ORDERS_URL');`,
    'the environment handed on': `
      function read(env) { return { url: env.ORDERS_URL }; }
      exports.url = read(process.env).url;`,
    'the environment spread': `
      const all = { ...process.env, region: 'eu-west-1' };
      exports.url = all.ORDERS_URL;`,
    'the environment of node:process': `
      const { env } = require('node:process');
      exports.url = env.ORDERS_URL;`,
    zod: `
      const { z } = require('zod');
      const schema = z.object({ ORDERS_URL: z.string().url() }).strict();
      exports.url = schema.parse(process.env).ORDERS_URL;`,
    'zod, safely': `
      const z = require('zod');
      const parsed = z.object({ ORDERS_URL: z.string() }).safeParse(process.env);
      if (!parsed.success) throw parsed.error;
      exports.url = parsed.data.ORDERS_URL;`,
    joi: `
      const Joi = require('joi');
      const { error, value } = Joi.object({ orders: Joi.object({ url: Joi.string().required() }) }).validate({ orders: { url: process.env.ORDERS_URL } }, { abortEarly: false });
      if (error) throw error;
      exports.url = value.orders.url;`,
    yup: `
      const yup = require('yup');
      exports.url = yup.object({ ORDERS_URL: yup.string().required() }).validateSync(process.env).ORDERS_URL;`,
    valibot: `
      const v = require('valibot');
      exports.url = v.parse(v.object({ ORDERS_URL: v.string() }), process.env).ORDERS_URL;`,
    envalid: `
      const { cleanEnv, str } = require('envalid');
      exports.url = cleanEnv(process.env, { ORDERS_URL: str() }).ORDERS_URL;`,
    't3-env': `
      const { createEnv } = require('@t3-oss/env-core');
      const { z } = require('zod');
      const env = createEnv({ server: { ORDERS_URL: z.string() }, runtimeEnv: process.env });
      exports.url = env.ORDERS_URL;`,
    convict: `
      const convict = require('convict');
      const schema = { orders: { url: { doc: 'Where orders go', format: String, default: null, env: 'ORDERS_URL' } } };
      exports.url = convict(schema).validate({ allowed: 'strict' }).getProperties().orders.url;`,
    'convict, by a path': `
      const convict = require('convict');
      const settings = convict({ orders: { url: { format: String, default: '', env: 'ORDERS_URL' } } });
      settings.validate();
      exports.url = settings.get('orders.url');`,
    'env-var': `
      const { get } = require('env-var');
      exports.url = get('ORDERS_URL').required().asString();`,
    'an address made of it': `
      const required = (name) => process.env[name] ?? '';
      exports.url = new URL(required('ORDERS_URL')).toString();`,
  };

  for (const [name, code] of Object.entries(cases)) {
    test(name, () => {
      expect(sentTo({ 'src/settings.js': code, 'src/send.js': `const { url } = require('./settings');${send('url')}` })).toEqual(['${ORDERS_URL}']);
    });
  }
});

describe('the package config', () => {
  const names = { 'config/default.js': "module.exports = { ORDERS_URL: process.env.ORDERS_URL || 'orders', audit: { url: 'audits' } };" };

  test('a property', () => {
    expect(sentTo({ ...names, 'src/send.js': `const config = require('config');${send('config.ORDERS_URL')}` })).toEqual(['orders']);
  });

  test('a path', () => {
    expect(sentTo({ ...names, 'src/send.js': `const config = require('config');${send("config.get('audit.url')")}` })).toEqual(['audits']);
  });

  test('JSON, and the variables that it is mapped to', () => {
    const files = { 'config/default.json': json({ region: 'eu-west-1' }), 'config/custom-environment-variables.json': json({ orders: { url: 'ORDERS_URL' } }) };
    expect(sentTo({ ...files, 'src/send.js': `const config = require('config');${send("config.get('orders.url')")}` })).toEqual(['${ORDERS_URL}']);
  });

  test('the folder of the nearest package', () => {
    const files = { ...names, 'services/mail/package.json': json({ name: 'mail' }), 'services/mail/config/default.js': "module.exports = { ORDERS_URL: 'mails' };" };
    expect(sentTo({ ...files, 'services/mail/src/send.js': `const config = require('config');${send('config.ORDERS_URL')}` })).toEqual(['mails']);
  });

  test('what it does not say is a setting of that name', () => {
    expect(sentTo({ ...names, 'src/send.js': `const config = require('config');${send("config.get('invoices.url')")}` })).toEqual(['${invoices.url}']);
  });
});

test('settings handed on in an object whose type is made of their schema', () => {
  const files = {
    'src/settings.ts': `
      import { z } from 'zod';
      const schema = z.object({ ORDERS_URL: z.string() });
      export type Settings = z.infer<typeof schema>;
      export const settings: Settings = schema.parse(process.env);`,
    'src/handler.ts': `
      import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
      import type { Settings } from './settings';
      export interface Needs { sqs: SQSClient; settings: Settings }
      export const createHandler = (needs: Needs) => async (order: object): Promise<void> => {
        await needs.sqs.send(new SendMessageCommand({ QueueUrl: needs.settings.ORDERS_URL, MessageBody: JSON.stringify(order) }));
      };`,
    'src/index.ts': `
      import { SQSClient } from '@aws-sdk/client-sqs';
      import { createHandler, type Needs } from './handler';
      import { settings } from './settings';
      const needs = (): Needs => ({ sqs: new SQSClient({}), settings });
      export const handler = createHandler(needs());`,
  };
  expect(sentTo(files)).toEqual(['${ORDERS_URL}']);
});

describe('@nestjs/config', () => {
  const settings = {
    'src/settings.ts': `
      import { registerAs } from '@nestjs/config';
      export const ordersSettings = registerAs('orders', () => ({ url: process.env.ORDERS_URL }));
      export default () => ({ audit: { url: process.env.AUDIT_URL } });`,
    'src/app.module.ts': `
      import { Module } from '@nestjs/common';
      import { ConfigModule } from '@nestjs/config';
      import settings, { ordersSettings } from './settings';
      @Module({ imports: [ConfigModule.forRoot({ load: [settings, ordersSettings] })] })
      export class AppModule {}`,
  };
  const service = (parameter: string, queueUrl: string): string => `
    import { Inject, Injectable } from '@nestjs/common';
    import { ConfigService, ConfigType } from '@nestjs/config';
    import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
    import { ordersSettings } from './settings';
    @Injectable()
    export class Orders {
      private readonly sqs = new SQSClient({});
      constructor(${parameter}) {}
      async place(order: object): Promise<void> {
        await this.sqs.send(new SendMessageCommand({ QueueUrl: ${queueUrl}, MessageBody: JSON.stringify(order) }));
      }
    }`;

  test('a namespace', () => {
    expect(sentTo({ ...settings, 'src/orders.ts': service('private readonly config: ConfigService', "this.config.get<string>('orders.url')") })).toEqual(['${ORDERS_URL}']);
  });

  test('a path of what is loaded', () => {
    expect(sentTo({ ...settings, 'src/orders.ts': service('private readonly config: ConfigService', "this.config.getOrThrow('audit.url')") })).toEqual(['${AUDIT_URL}']);
  });

  test('a namespace that is injected', () => {
    expect(sentTo({ ...settings, 'src/orders.ts': service('@Inject(ordersSettings.KEY) private readonly orders: ConfigType<typeof ordersSettings>', 'this.orders.url') })).toEqual(['${ORDERS_URL}']);
  });

  test('a variable by its name', () => {
    expect(sentTo({ ...settings, 'src/orders.ts': service('private readonly config: ConfigService', "this.config.get('ORDERS_URL')") })).toEqual(['${ORDERS_URL}']);
  });
});
