import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { nodesOf } from '../../src/link/flow.ts';
import { withProject } from '../with-project.ts';

/** Ways to make and call clients of other packages: setup, call in a handler, and the class of what it does. */
const clients: readonly (readonly [setup: string, call: string, effect: string])[] = [
  ["const Sequelize = require('sequelize'); const db = new Sequelize('url'); const Order = db.define('order', {})", 'await Order.create(job.data)', 'write_nonidem'],
  ["const { Sequelize } = require('sequelize'); const db = new Sequelize('url'); db.define('order', {})", 'await db.models.order.create(job.data)', 'write_nonidem'],
  ["const Sequelize = require('sequelize'); const db = new Sequelize('url')", "await db.query('INSERT INTO orders (id) VALUES (1)')", 'write_nonidem'],
  ["const mongoose = require('mongoose'); const Order = mongoose.model('Order', new mongoose.Schema({}))", 'const order = new Order(job.data); await order.save()', 'write_nonidem'],
  ["import mongoose from 'mongoose'; const Order = mongoose.models.Order || mongoose.model('Order', new mongoose.Schema({}))", "await Order.updateOne({ _id: job.data.id }, { $set: { sent: true } })", 'write_idem'],
  ["const { MongoClient } = require('mongodb'); let db; MongoClient.connect('url').then((client) => { db = client.db() })", "await db.collection('orders').insertOne(job.data)", 'write_nonidem'],
  ["import { getConnection } from 'typeorm'; import { Order } from './order'", 'await getConnection().getRepository(Order).insert(job.data)', 'write_nonidem'],
  ["import { getManager } from 'typeorm'; import { Order } from './order'", 'await getManager().insert(Order, job.data)', 'write_nonidem'],
  ["import { EntityRepository, Repository, getCustomRepository } from 'typeorm'; import { Order } from './order'; @EntityRepository(Order) class Orders extends Repository<Order> { place(order) { return this.insert(order) } }", 'await getCustomRepository(Orders).place(job.data)', 'write_nonidem'],
  ["import Knex from 'knex'; const db = Knex({ client: 'pg' })", "await db('orders').insert(job.data).returning('*')", 'write_nonidem'],
  ["import { Model } from 'objection'; class Order extends Model {}", 'await Order.query().insert(job.data)', 'write_nonidem'],
  ["import { Model } from 'objection'; class Order extends Model {}", 'await Order.query().patch({ sent: true }).where({ id: job.data.id })', 'write_idem'],
  ["const pgp = require('pg-promise')(); const db = pgp('url')", "await db.none('INSERT INTO orders (id) VALUES ($1)', [job.data.id])", 'write_nonidem'],
  ["const pgp = require('pg-promise')(); const db = pgp('url')", "await db.oneOrNone('SELECT 1 FROM orders')", 'read'],
  ["import { Pool } from 'pg'; const db = new Pool()", 'await db.query(`INSERT INTO orders (id) VALUES ($1) ${job.data.late ? "ON CONFLICT DO NOTHING" : "ON CONFLICT (id) DO UPDATE SET late = TRUE"}`, [1])', ''],
  ["import { Pool } from 'pg'; const db = new Pool()", 'await db.query(`INSERT INTO orders (id) VALUES (${job.data.id}) RETURNING ${job.data.columns}`)', 'write_nonidem'],
  ["import { Pool } from 'pg'; const db = new Pool()", 'await db.query(`INSERT INTO ${job.data.table} (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM ${job.data.table} WHERE id = 1)`)', 'write_idem'],
  ["const pgp = require('pg-promise')(); const db = pgp('url')", "await db.none('UPDATE orders SET price = $/price/, sent = $(sent) WHERE id = $/id/', job.data)", 'write_idem'],
  ["const pgp = require('pg-promise')(); const db = pgp('url')", "await db.none('UPDATE orders SET price = price + $/price/ WHERE id = $/id/', job.data)", 'write_nonidem'],
  ["const pgp = require('pg-promise')(); const db = pgp('url')", "await db.none('WITH gone AS (DELETE FROM orders WHERE id = $/id/ RETURNING *) INSERT INTO old_orders SELECT * FROM gone', job.data)", ''],
  ["const mysql = require('mysql'); const db = mysql.createConnection({})", "await new Promise((done) => db.query('INSERT INTO orders (id) VALUES (1)', done))", 'write_nonidem'],
  ["import mysql from 'mysql2/promise'; const db = mysql.createPool({})", "await db.query({ sql: 'INSERT INTO orders (id) VALUES (1)' })", 'write_nonidem'],
  ["import { PrismaClient } from '@prisma/client'; const kept = globalThis as unknown as { db?: PrismaClient }; const db = kept.db ?? new PrismaClient()", 'await db.order.create({ data: job.data })', 'write_nonidem'],
  ["import { PrismaClient } from '@prisma/client'; const kept = global as any; const db = kept.db || new PrismaClient()", 'await db.order.create({ data: job.data })', 'write_nonidem'],
  ["import { PrismaClient } from './generated/prisma/client'; const db = new PrismaClient()", 'await db.order.create({ data: job.data })', 'write_nonidem'],
  ["import { createClient } from 'redis'; const redis = createClient()", "await redis.lPush('orders', job.data.id)", 'write_nonidem'],
  ["const redis = require('redis').createClient()", "await redis.setEx('order', 60, job.data.id)", 'write_idem'],
  ["const admin = require('firebase-admin'); const db = admin.firestore()", "await db.collection('orders').add(job.data)", 'write_nonidem'],
  ["import { getFirestore } from 'firebase-admin/firestore'; const db = getFirestore()", "await db.collection('orders').doc(job.data.id).set(job.data)", 'write_idem'],
  ["import { BigQuery } from '@google-cloud/bigquery'; const rows = new BigQuery().dataset('shop').table('orders')", 'await rows.insert([job.data])', 'write_nonidem'],
  ["const neo4j = require('neo4j-driver'); const session = neo4j.driver('url').session()", "await session.run('MERGE (o:Order { id: $id })', job.data)", 'write_idem'],
  ["const got = require('got')", "await got('https://shop.example/orders', { method: 'POST', json: job.data })", 'write_nonidem'],
  ["const rp = require('request-promise')", "await rp({ method: 'POST', uri: 'https://shop.example/orders', body: job.data })", 'write_nonidem'],
  ["const request = require('request-promise-native')", "await request('https://shop.example/orders')", 'read'],
  ["const needle = require('needle')", "await needle('post', 'https://shop.example/orders', job.data)", 'write_nonidem'],
  ["const needle = require('needle')", "await needle('get', 'https://shop.example/orders')", 'read'],
  ["const mailgun = require('mailgun-js')({ apiKey: 'key', domain: 'shop.example' })", 'await mailgun.messages().send({ to: job.data.to })', 'send'],
  ["import { MailerService } from '@nestjs-modules/mailer'; class Mail { constructor(public mailer: MailerService) {} }; const mail = new Mail(null as never)", 'await mail.mailer.sendMail({ to: job.data.to })', 'send'],
  ["import { neon } from '@neondatabase/serverless'; const sql = neon('url')", 'await sql`INSERT INTO orders (id) VALUES (${job.data.id})`', 'write_nonidem'],
  ["import { sql } from '@vercel/postgres'", 'await sql`SELECT 1 FROM orders`', 'read'],
  ["import { connect } from '@planetscale/database'; const db = connect({})", "await db.execute('INSERT INTO orders (id) VALUES (1)')", 'write_nonidem'],
  ["import { createClient } from '@libsql/client'; const db = createClient({ url: 'url' })", "await db.execute({ sql: 'INSERT INTO orders (id) VALUES (?)', args: [1] })", 'write_nonidem'],
  ["const sql = require('mssql')", "const pool = await sql.connect('url'); await pool.request().input('id', job.data.id).query('INSERT INTO orders (id) VALUES (@id)')", 'write_nonidem'],
  ["import { Redis } from '@upstash/redis'; const redis = Redis.fromEnv()", "await redis.set('order', 1, { nx: true })", 'guard'],
  ["import { kv } from '@vercel/kv'", "await kv.incr('orders')", 'write_nonidem'],
  ["import { getModelForClass } from '@typegoose/typegoose'; class Order {}; const orders = getModelForClass(Order)", 'await orders.create(job.data)', 'write_nonidem'],
  ["import { GraphQLClient, gql } from 'graphql-request'; const shop = new GraphQLClient('url')", 'await shop.request(gql`mutation { place(id: 1) { id } }`)', 'write_nonidem'],
  ["import { ofetch } from 'ofetch'", "await ofetch('/orders', { method: 'POST', body: job.data })", 'write_nonidem'],
  ["const Email = require('email-templates'); const email = new Email({})", "await email.send({ template: 'receipt', message: { to: job.data.to } })", 'send'],
  ["const xray = require('aws-xray-sdk'); const AWS = xray.captureAWS(require('aws-sdk')); const ses = new AWS.SES()", 'await ses.sendEmail({ Destination: job.data }).promise()', 'send'],
  ["const apn = require('apn'); const push = new apn.Provider({})", 'await push.send(new apn.Notification(), job.data.device)', 'send'],
];

test('clients are known however they are made', () => {
  const named = clients.map(([setup, call], at) => {
    const isModule = setup.startsWith('import');
    const name = `order-${String(at)}${isModule ? '.ts' : '.js'}`;
    const queue = isModule ? "import Queue from 'bull'" : "const Queue = require('bull')";
    return [name, `${queue};\n${setup};\nnew Queue('orders-${String(at)}').process(async (job) => { ${call} })\n`] as const;
  });
  const root = withProject({
    ...Object.fromEntries(named),
    'order.ts': "import { Entity } from 'typeorm'; @Entity() export class Order {}",
    'schema.prisma': 'generator client {\n  provider = "prisma-client"\n  output = "./generated/prisma"\n}\n',
  });
  const { model } = analyse({ root });
  const classOf = (file: string): string => {
    const flows = model.consumers.filter(({ at }) => at.file === file).map(({ flow }) => flow);
    return flows.flatMap((flow) => Array.from(nodesOf(flow))).flatMap((node) => (node.do === 'effect' ? [node.effect.class] : [])).join(' ');
  };
  expect(named.map(([file], at) => `${clients[at]?.[1] ?? ''}: ${classOf(file)}`)).toEqual(clients.map(([, call, effect]) => `${call}: ${effect}`));
});

test('models of a folder are told apart by the names they are defined by', () => {
  const root = withProject({
    'models/index.js': `
      const fs = require('fs');
      const path = require('path');
      const Sequelize = require('sequelize');
      const db = {};
      const sequelize = new Sequelize('url');
      fs.readdirSync(__dirname)
        .filter((file) => file !== path.basename(__filename) && file.slice(-3) === '.js')
        .forEach((file) => {
          const model = require(path.join(__dirname, file))(sequelize, Sequelize.DataTypes);
          db[model.name] = model;
        });
      db.sequelize = sequelize;
      module.exports = db;
    `,
    'models/order.js': "module.exports = (sequelize, DataTypes) => sequelize.define('Order', { number: DataTypes.STRING });",
    'models/invoice.js': `
      const { Model } = require('sequelize');
      module.exports = (sequelize) => {
        class Invoice extends Model {}
        Invoice.init({}, { sequelize });
        return Invoice;
      };
    `,
    'worker.js': `
      const Queue = require('bull');
      const db = require('./models');
      new Queue('orders').process(async (job) => { await db.Order.create(job.data); });
      new Queue('invoices').process(async (job) => { await db.Invoice.upsert(job.data); });
    `,
  });
  const effects = analyse({ root }).model.consumers.map(({ flow }) => Array.from(nodesOf(flow)).flatMap((node) => (node.do === 'effect' ? [node.effect.class] : [])));
  expect(effects).toEqual([['write_nonidem'], ['write_idem']]);
});
