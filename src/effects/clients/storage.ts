import type { ClientEffects } from '../../model/effect.ts';

/** What calls of these clients do. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const storage: readonly ClientEffects[] = [
  {
    name: '@google-cloud/storage',
    packages: ['@google-cloud/storage'],
    seenIn: '@google-cloud/storage 8.4.0',
    kind: 'storage',
    calls: {
      builder: 'Storage.bucket Bucket.file',
      read: [
        'File.{download,exists,getMetadata,getSignedUrl,isPublic,createReadStream,get}',
        'Bucket.{getFiles,exists,getMetadata}',
      ].join(' '),
      write_idem: [
        'File.{save,createWriteStream,copy,move,rename,delete,setMetadata,makePublic,makePrivate,moveFileAtomic}',
        'Bucket.{upload,deleteFiles,combine}',
      ].join(' '),
    },
    conditions: [
      { calls: 'File.save File.createWriteStream File.copy File.move File.rename File.delete File.setMetadata File.makePublic File.makePrivate File.moveFileAtomic', when: [{ if: { receiverArg: 'name', from: 'random' }, then: 'write_nonidem' }, { if: { arg: 1, has: ['preconditionOpts.ifGenerationMatch'] }, then: 'guard' }] },
      { calls: 'Bucket.upload', when: [{ if: { arg: 1, path: 'destination', from: 'random' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: '@azure/storage-blob',
    packages: ['@azure/storage-blob'],
    seenIn: '@azure/storage-blob 12.34.0',
    kind: 'storage',
    calls: {
      builder: '@{getContainerClient,getBlockBlobClient,getBlobClient}',
      write_idem: [
        'BlockBlobClient.{upload,uploadData,uploadFile,uploadStream,setMetadata,setTags,delete,deleteIfExists}',
        'BlockBlobClient.{syncUploadFromURL,commitBlockList}',
        'ContainerClient.{createIfNotExists,delete,deleteIfExists,uploadBlockBlob,deleteBlob}',
      ].join(' '),
      read: [
        'BlockBlobClient.{download,downloadToBuffer,downloadToFile,exists,getProperties,getTags}',
        'ContainerClient.{listBlobsFlat,listBlobsByHierarchy,exists,getProperties}',
      ].join(' '),
      write_nonidem: 'BlockBlobClient.createSnapshot ContainerClient.create',
    },
    conditions: [
      { calls: 'BlockBlobClient.upload BlockBlobClient.uploadData BlockBlobClient.uploadFile BlockBlobClient.uploadStream BlockBlobClient.setMetadata BlockBlobClient.setTags BlockBlobClient.delete BlockBlobClient.deleteIfExists BlockBlobClient.syncUploadFromURL BlockBlobClient.commitBlockList', when: [{ if: { anyArg: 'conditions.ifNoneMatch', equals: '*' }, then: 'guard' }] },
    ],
  },
];
