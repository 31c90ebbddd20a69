import type { ClientEffects, EffectCondition } from '../../model/effect.ts';

const KEYS = ['Idempotency-Key', 'idempotency-key', 'X-Idempotency-Key'];

/** A request whose options, at one of these arguments, name its method. */
function byMethod(...args: readonly number[]): readonly EffectCondition[] {
  return [
    ...args.map((arg): EffectCondition => ({ if: { arg, equals: { method: 'GET|HEAD|OPTIONS' } }, then: 'read' })),
    ...args.map((arg): EffectCondition => ({ if: { arg, equals: { method: 'PUT|DELETE' } }, then: 'write_idem' })),
    { if: { anyArgHeader: KEYS, from: 'message' }, then: 'write_idem' },
    ...args.map((arg): EffectCondition => ({ if: { arg, equals: { method: 'POST|PATCH' } }, then: 'write_nonidem' })),
  ];
}

/** A request that posts: with a key of the message it may be repeated. */
const WITH_KEY: readonly EffectCondition[] = [
  { if: { anyArgHeader: KEYS, from: 'message' }, then: 'write_idem' },
  { if: { anyArgHeader: ['Idempotency-Key'], from: 'random' }, then: 'write_nonidem' },
];

/** A GraphQL request whose document is this argument. */
function byDocument(arg: number): readonly EffectCondition[] {
  return [
    { if: { arg, valueMatches: '\\bmutation\\b' }, then: 'write_nonidem' },
    { if: { arg, valueMatches: '\\bquery\\b' }, then: 'read' },
  ];
}

/** What calls of these clients do. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const http: readonly ClientEffects[] = [
  {
    name: 'axios',
    packages: ['axios'],
    seenIn: 'axios 1.21.1',
    kind: 'http',
    calls: {
      read: 'AxiosInstance.{get,head,options,getUri,query}',
      write_idem: 'AxiosInstance.{put,delete,putForm}',
      write_nonidem: 'AxiosInstance.{post,patch,postForm,patchForm}',
      write_cond: 'AxiosInstance.request AxiosInstance AxiosInstance()',
    },
    otherwise: { write_nonidem: 'AxiosInstance.request', read: 'AxiosInstance AxiosInstance()' },
    conditions: [
      { calls: 'AxiosInstance.post AxiosInstance.patch AxiosInstance.postForm AxiosInstance.patchForm', when: WITH_KEY },
      { calls: 'AxiosInstance.request AxiosInstance AxiosInstance()', when: byMethod(0) },
    ],
  },
  {
    name: 'fetch',
    packages: ['global', 'undici', 'node-fetch', 'cross-fetch', 'isomorphic-fetch', 'ofetch'],
    seenIn: 'Node.js 20.20',
    kind: 'http',
    calls: {
      write_cond: 'fetch ofetch $fetch',
    },
    otherwise: { read: 'fetch ofetch $fetch' },
    conditions: [
      { calls: 'fetch ofetch $fetch', when: [{ if: { arg: 1, lacks: ['method'] }, then: 'read' }, { if: { arg: 1, equals: { method: 'GET|HEAD|OPTIONS' } }, then: 'read' }, { if: { arg: 1, equals: { method: 'PUT|DELETE' } }, then: 'write_idem' }, { if: { arg: 1, equals: { method: 'POST|PATCH' } }, then: 'write_nonidem' }, { if: { anyArgHeader: ['Idempotency-Key', 'idempotency-key', 'X-Idempotency-Key'], from: 'message' }, then: 'write_idem' }, { if: { anyArgHeader: ['Idempotency-Key'], from: 'random' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'got',
    packages: ['got'],
    seenIn: 'got 16.1.0',
    kind: 'http',
    calls: {
      read: 'Got.{get,head,paginate}',
      write_idem: 'Got.{put,delete}',
      write_nonidem: 'Got.{post,patch}',
      write_cond: 'Got Got() Got.stream',
    },
    otherwise: { read: 'Got Got() Got.stream' },
    conditions: [
      { calls: 'Got Got()', when: byMethod(0, 1) },
      { calls: 'Got.post Got.patch', when: WITH_KEY },
    ],
  },
  {
    name: 'ky',
    packages: ['ky'],
    seenIn: 'ky 2.1.0',
    kind: 'http',
    calls: {
      read: 'KyInstance.{get,head}',
      write_idem: 'KyInstance.{put,delete}',
      write_nonidem: 'KyInstance.{post,patch}',
    },
    conditions: [
      { calls: 'KyInstance.post KyInstance.patch', when: WITH_KEY },
    ],
  },
  {
    name: 'undici',
    packages: ['undici'],
    seenIn: 'undici 8.12.4',
    kind: 'http',
    calls: {
      write_cond: 'request stream pipeline fetch Dispatcher.request',
    },
    otherwise: { read: 'request stream pipeline fetch Dispatcher.request' },
    conditions: [
      { calls: 'Dispatcher.request', when: [{ if: { arg: 0, equals: { method: 'POST|PATCH' } }, then: 'write_nonidem' }, { if: { arg: 0, equals: { method: 'PUT|DELETE' } }, then: 'write_idem' }] },
      { calls: 'request stream pipeline', when: [{ if: { arg: 1, equals: { method: 'POST|PATCH' } }, then: 'write_nonidem' }, { if: { arg: 1, equals: { method: 'PUT|DELETE' } }, then: 'write_idem' }] },
    ],
  },
  {
    name: 'request',
    packages: ['request', 'request-promise', 'request-promise-native', 'request-promise-any'],
    seenIn: 'request 2.88.2 `index.js`, request-promise 4.2.6 `lib/rp.js`',
    kind: 'http',
    calls: {
      read: 'Request.{get,head,options}',
      write_idem: 'Request.{put,del,delete}',
      write_nonidem: 'Request.{post,patch}',
      write_cond: 'Request Request()',
    },
    otherwise: { read: 'Request Request()' },
    conditions: [
      { calls: 'Request.post Request.patch', when: WITH_KEY },
      { calls: 'Request Request()', when: byMethod(0, 1) },
    ],
  },
  {
    name: 'needle',
    packages: ['needle'],
    seenIn: 'needle 3.5.0 `lib/needle.js`',
    kind: 'http',
    calls: {
      read: 'needle.{get,head}',
      write_idem: 'needle.{put,delete}',
      write_nonidem: 'needle.{post,patch}',
      write_cond: 'needle needle.request',
    },
    otherwise: { write_nonidem: 'needle needle.request' },
    conditions: [
      { calls: 'needle.post needle.patch', when: WITH_KEY },
      { calls: 'needle needle.request', when: [{ if: { arg: 0, valueMatches: '^(get|head)$' }, then: 'read' }, { if: { arg: 0, valueMatches: '^(put|delete)$' }, then: 'write_idem' }, { if: { anyArgHeader: KEYS, from: 'message' }, then: 'write_idem' }] },
    ],
  },
  {
    name: 'graphql-request',
    packages: ['graphql-request'],
    seenIn: 'graphql-request 7.4.0 `build/legacy/classes/GraphQLClient.d.ts`',
    kind: 'http',
    calls: { write_cond: 'GraphQLClient.{request,rawRequest} request rawRequest' },
    conditions: [
      { calls: 'GraphQLClient.request GraphQLClient.rawRequest', when: byDocument(0) },
      { calls: 'request rawRequest', when: byDocument(1) },
    ],
  },
  {
    name: 'superagent',
    packages: ['superagent'],
    seenIn: 'superagent 10.4.2',
    kind: 'http',
    calls: {
      read: 'get head options',
      write_idem: 'put del delete',
      write_nonidem: 'post patch',
    },
    conditions: [
      { calls: 'post patch', when: WITH_KEY },
    ],
  },
  {
    name: 'node:http/https',
    packages: ['http', 'https', 'node:http', 'node:https', 'http2', 'node:http2'],
    seenIn: 'Node.js 20.20',
    kind: 'http',
    calls: {
      read: 'get',
      write_cond: 'request',
    },
    otherwise: { write_nonidem: 'request' },
    conditions: [
      { calls: 'request', when: [{ if: { arg: 0, equals: { method: 'GET' } }, then: 'read' }] },
    ],
  },
  {
    name: '@nestjs/axios',
    packages: ['@nestjs/axios'],
    seenIn: '@nestjs/axios 12.0.1',
    kind: 'http',
    calls: {
      read: 'HttpService.{get,head}',
      write_idem: 'HttpService.{put,delete}',
      write_nonidem: 'HttpService.{post,patch}',
      write_cond: 'HttpService.request',
    },
    otherwise: { write_nonidem: 'HttpService.request' },
    conditions: [
      { calls: 'HttpService.post HttpService.patch', when: WITH_KEY },
    ],
  },
  {
    name: 'plaid',
    packages: ['plaid'],
    seenIn: 'plaid 47.0.0',
    kind: 'http',
    calls: {
      send: 'PlaidApi.transferCreate',
      write_nonidem: 'PlaidApi.{transferAuthorizationCreate,linkTokenCreate,itemPublicTokenExchange}',
      read: 'PlaidApi.{accountsGet,accountsBalanceGet,transactionsSync,transactionsGet}',
    },
  },
  {
    name: '@octokit/rest',
    packages: ['@octokit/rest', 'octokit'],
    seenIn: '@octokit/rest 22.0.1',
    kind: 'http',
    calls: {
      send: [
        'Octokit.issues.{create,createComment,createLabel,createMilestone}',
        'Octokit.pulls.{create,createReview,createReviewComment,createReplyForReviewComment,submitReview}',
        'Octokit.repos.{createCommitComment,createDispatchEvent,createDeployment,createRelease,createFork}',
      ].join(' '),
      read: [
        'Octokit.issues.{get,list,listForRepo,listComments,getComment}',
        'Octokit.pulls.{get,list,listFiles,listCommits}',
      ].join(' '),
      write_idem: [
        'Octokit.issues.{update,updateComment,addLabels,setLabels,removeLabel,addAssignees,lock,unlock}',
        'Octokit.pulls.{merge,update,updateBranch,requestReviewers}',
        'Octokit.repos.{createOrUpdateFileContents,createCommitStatus}',
      ].join(' '),
    },
  },
  {
    name: '@hubspot/api-client',
    packages: ['@hubspot/api-client'],
    seenIn: '@hubspot/api-client 14.0.1',
    kind: 'http',
    calls: {
      write_nonidem: 'crm.*.basicApi.create',
      write_idem: 'crm.*.basicApi.{update,archive} crm.*.batchApi.upsert',
      read: 'crm.*.basicApi.{getById,getPage}',
      send: 'marketing.transactional.singleSendApi.sendEmail',
    },
  },
];
