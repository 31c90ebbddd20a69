import type { ClientEffects, EffectCondition } from '../../model/effect.ts';

/** A counter that is only asked whether it changed may be counted twice. */
const countsVersions: EffectCondition = {
  if: { arg: 1, lacks: ['$push', '$pop', '$mul', '$bit', '$currentDate'], allBelow: ['$inc', '(^|[._]|[a-z])([vV]ersions?|[rR]evisions?)$|^__v$'] },
  then: 'write_idem',
};

/** What calls of document stores and their mappers do. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const documentStores: readonly ClientEffects[] = [
  {
    name: 'mongoose',
    packages: ['mongoose', '@typegoose/typegoose'],
    seenIn: 'mongoose 9.12.1',
    kind: 'database',
    calls: {
      read: [
        'Model.{find,findOne,findById,findAndCount,countDocuments,estimatedDocumentCount,distinct,exists,populate}',
        'Model.{validate,hydrate,castObject,listIndexes,diffIndexes,watch,where,$where,aggregate}',
        'Document.populate',
      ].join(' '),
      write_nonidem: 'Model.{create,insertMany,insertOne,bulkSave} Document.{increment,$inc}',
      write_cond: [
        'Model.{updateOne,updateMany,findOneAndUpdate,findByIdAndUpdate,bulkWrite}',
        'Document.{save,updateOne,replaceOne}',
      ].join(' '),
      write_idem: [
        'Model.{replaceOne,findOneAndReplace,deleteOne,deleteMany,findOneAndDelete,findByIdAndDelete}',
        'Document.deleteOne',
      ].join(' '),
      admin: [
        'Model.{createIndexes,ensureIndexes,syncIndexes,cleanIndexes,createCollection,createSearchIndex,dropSearchIndex,updateSearchIndex}',
      ].join(' '),
      tx: 'Model.startSession',
    },
    otherwise: { write_idem: 'Model.updateOne Model.updateMany Model.findOneAndUpdate Model.findByIdAndUpdate Document.updateOne Document.replaceOne', write_nonidem: 'Document.save' },
    conditions: [
      { calls: 'Model.aggregate', when: [{ if: { arg: 0, keyMatches: '^\\$(out|merge)$' }, then: 'write_cond' }] },
      { calls: 'Model.create Model.insertMany Model.insertOne Model.bulkSave', when: [{ if: { arg: 0, has: ['_id'], from: 'message' }, then: 'guard' }] },
      { calls: 'Model.updateOne Model.updateMany Model.findOneAndUpdate Model.findByIdAndUpdate', when: [countsVersions, { if: { arg: 1, keyMatches: '^\\$(inc|mul|push|pop|bit|currentDate)$' }, then: 'write_nonidem' }, { if: { arg: 1, keyMatches: '^\\$(set|unset|addToSet|pull|pullAll|min|max|setOnInsert|rename)$' }, then: 'write_idem' }, { if: { arg: 2, has: ['upsert'], arg0StableKey: true }, then: 'write_idem' }, { if: { arg: 0, keyMatches: '\\$ne|\\$exists|\\$nin' }, then: 'guard' }] },
      { calls: 'Document.save', when: [{ if: { loaded: true }, then: 'write_idem' }, { if: { receiverNew: true, has: ['_id'], from: 'message' }, then: 'guard' }] },
    ],
  },
  {
    name: 'mongodb',
    packages: ['mongodb'],
    seenIn: 'mongodb 7.9.0',
    kind: 'database',
    calls: {
      read: [
        'Collection.{findOne,find,countDocuments,estimatedDocumentCount,count,distinct,options,isCapped,indexes}',
        'Collection.{listIndexes,indexExists,indexInformation,listSearchIndexes,watch,aggregate}',
      ].join(' '),
      write_nonidem: 'Collection.{insertOne,insertMany}',
      write_cond: [
        'Collection.{updateOne,updateMany,findOneAndUpdate,bulkWrite,initializeUnorderedBulkOp,initializeOrderedBulkOp}',
        'MongoClient.bulkWrite',
      ].join(' '),
      write_idem: 'Collection.{replaceOne,findOneAndReplace,deleteOne,deleteMany,findOneAndDelete}',
      admin: [
        'Collection.{drop,rename,createIndex,createIndexes,dropIndex,dropIndexes,createSearchIndex}',
        'Collection.{createSearchIndexes,dropSearchIndex,updateSearchIndex}',
      ].join(' '),
      tx: [
        'MongoClient.{startSession,withSession}',
        'ClientSession.{withTransaction,startTransaction,commitTransaction,abortTransaction}',
      ].join(' '),
    },
    otherwise: { write_idem: 'Collection.updateOne Collection.updateMany Collection.findOneAndUpdate', write_nonidem: 'Collection.initializeUnorderedBulkOp Collection.initializeOrderedBulkOp MongoClient.bulkWrite' },
    conditions: [
      { calls: 'Collection.aggregate', when: [{ if: { arg: 0, keyMatches: '^\\$(out|merge)$' }, then: 'write_cond' }] },
      { calls: 'Collection.insertOne Collection.insertMany', when: [{ if: { arg: 0, has: ['_id'], from: 'message' }, then: 'guard' }] },
      { calls: 'Collection.updateOne Collection.updateMany Collection.findOneAndUpdate', when: [countsVersions, { if: { arg: 1, keyMatches: '^\\$(inc|mul|push|pop|bit|currentDate)$' }, then: 'write_nonidem' }, { if: { arg: 1, keyMatches: '^\\$(set|unset|addToSet|pull|pullAll|min|max|setOnInsert|rename)$' }, then: 'write_idem' }, { if: { arg: 0, keyMatches: '\\$ne|\\$exists|\\$nin' }, then: 'guard' }] },
    ],
  },
  {
    name: '@google-cloud/firestore',
    packages: ['@google-cloud/firestore', 'firebase-admin/firestore', 'firebase-admin'],
    seenIn: '@google-cloud/firestore 9.4.1',
    kind: 'database',
    calls: {
      read: [
        'DocumentReference.{get,onSnapshot,listCollections} CollectionReference.{get,count,aggregate,stream}',
        'Transaction.{get,getAll}',
      ].join(' '),
      guard: 'DocumentReference.create Transaction.create',
      write_cond: 'DocumentReference.{set,update} WriteBatch.commit',
      write_idem: 'DocumentReference.delete Transaction.{set,update,delete}',
      write_nonidem: 'CollectionReference.add',
      pure: 'CollectionReference.doc',
      tx: 'Firestore.runTransaction',
    },
    otherwise: { write_idem: 'DocumentReference.set DocumentReference.update WriteBatch.commit' },
    conditions: [
      { calls: 'DocumentReference.set DocumentReference.update', when: [{ if: { arg: 0, valueMatches: 'FieldValue\\.increment' }, then: 'write_nonidem' }, { if: { arg: 0, valueMatches: 'FieldValue\\.(arrayUnion|arrayRemove|delete)' }, then: 'write_idem' }] },
    ],
  },
];
