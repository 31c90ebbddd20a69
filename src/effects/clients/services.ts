import type { ClientEffects } from '../../model/effect.ts';

/** What calls of these clients do. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const services: readonly ClientEffects[] = [
  {
    // Sockets that are open now get it; nothing is kept. Source: socket.io 4 `dist/namespace.d.ts`.
    name: 'socket.io',
    packages: ['socket.io', '@socket.io/redis-emitter'],
    kind: 'push',
    synchronous: true,
    calls: { write_idem: 'Server.emit @{emit,socketsJoin,socketsLeave,disconnectSockets}', builder: '@{to,in,of,local,volatile,except}', read: '@{fetchSockets,allSockets}' },
  },
  {
    name: 'openai',
    packages: ['openai'],
    seenIn: 'openai 7.57.0',
    kind: 'llm',
    calls: {
      read_costly: [
        'OpenAI.chat.completions.{create,parse,stream,runTools} OpenAI.responses.{create,parse,stream}',
        'OpenAI.embeddings.create OpenAI.images.{generate,edit,createVariation}',
      ].join(' '),
      write_nonidem: 'OpenAI.files.create',
      read: 'OpenAI.files.{list,retrieve,content}',
      write_idem: 'OpenAI.files.delete',
    },
  },
  {
    name: '@anthropic-ai/sdk',
    packages: ['@anthropic-ai/sdk'],
    seenIn: '@anthropic-ai/sdk 1.12.0',
    kind: 'llm',
    calls: {
      read_costly: 'Anthropic.messages.{create,parse,stream}',
      read: 'Anthropic.messages.countTokens',
    },
  },
  {
    name: 'analytics',
    packages: ['@segment/analytics-node', 'posthog-node', 'mixpanel'],
    kind: 'analytics',
    calls: {
      publish: 'Analytics.{track,identify,page,group,alias} PostHog.{capture,identify,captureImmediate}',
    },
  },
  {
    name: '@elastic/elasticsearch',
    packages: ['@elastic/elasticsearch'],
    seenIn: '@elastic/elasticsearch 9.5.1',
    kind: 'search',
    calls: {
      read: 'Client.{get,mget,exists,search,msearch,count,explain,scroll,termvectors,fieldCaps,info,ping}',
      write_cond: 'Client.{index,update,bulk}',
      guard: 'Client.create',
      write_idem: 'Client.{delete,deleteByQuery,reindex}',
      write_nonidem: 'Client.updateByQuery',
    },
    otherwise: { write_nonidem: 'Client.index Client.bulk', write_idem: 'Client.update' },
    conditions: [
      { calls: 'Client.index', when: [{ if: { arg: 0, has: ['id'] }, then: 'write_idem' }] },
      { calls: 'Client.update', when: [{ if: { arg: 0, has: ['script'] }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: '@opensearch-project/opensearch',
    packages: ['@opensearch-project/opensearch'],
    seenIn: '@opensearch-project/opensearch 3.9.0',
    kind: 'search',
    calls: {
      read: 'Client.{get,mget,exists,search,msearch,count,explain,scroll,termvectors,fieldCaps,info,ping}',
      write_cond: 'Client.{index,update,bulk}',
      guard: 'Client.create',
      write_idem: 'Client.{delete,deleteByQuery}',
      write_nonidem: 'Client.updateByQuery',
    },
    otherwise: { write_nonidem: 'Client.index Client.bulk', write_idem: 'Client.update' },
    conditions: [
      { calls: 'Client.index', when: [{ if: { arg: 0, has: ['id'] }, then: 'write_idem' }] },
      { calls: 'Client.update', when: [{ if: { arg: 0, has: ['body.script'] }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'algoliasearch',
    packages: ['algoliasearch'],
    seenIn: 'algoliasearch 5.64.0',
    kind: 'search',
    calls: {
      write_idem: [
        'Algoliasearch.{saveObject,saveObjects,partialUpdateObject,addOrUpdateObject,deleteObject,deleteObjects,replaceAllObjects,clearObjects,deleteBy}',
      ].join(' '),
      write_cond: 'Algoliasearch.{partialUpdateObjects,batch}',
      read: 'Algoliasearch.{browse,browseObjects,getObject,getObjects,searchForHits}',
    },
    otherwise: { write_idem: 'Algoliasearch.partialUpdateObjects', write_nonidem: 'Algoliasearch.batch' },
    conditions: [
      { calls: 'Algoliasearch.partialUpdateObjects', when: [{ if: { valueMatches: '_operation.*(Increment|Decrement|Add[^U])' }, then: 'write_nonidem' }] },
    ],
  },
];
