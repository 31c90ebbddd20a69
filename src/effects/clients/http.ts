import type { ClientEffects } from '../../model/effect.ts';

/** What calls of these clients do. Source and version of each entry: `docs/effects.md`. */
export const http: readonly ClientEffects[] = [
  {
    name: 'axios',
    packages: ['axios'],
    kind: 'http',
    calls: {
      read: 'AxiosInstance.{get,head,options,getUri,query}',
      write_idem: 'AxiosInstance.{put,delete,putForm}',
      write_nonidem: 'AxiosInstance.{post,patch,postForm,patchForm}',
      write_cond: 'AxiosInstance.request AxiosInstance AxiosInstance()',
    },
    otherwise: { write_nonidem: 'AxiosInstance.request', read: 'AxiosInstance AxiosInstance()' },
    conditions: [
      { calls: 'AxiosInstance.post AxiosInstance.patch AxiosInstance.postForm AxiosInstance.patchForm', when: [{ if: { anyArgHeader: ['Idempotency-Key', 'idempotency-key', 'X-Idempotency-Key'], from: 'message' }, then: 'write_idem' }, { if: { anyArgHeader: ['Idempotency-Key'], from: 'random' }, then: 'write_nonidem' }] },
      { calls: 'AxiosInstance.request AxiosInstance AxiosInstance()', when: [{ if: { arg: 0, equals: { method: 'GET|HEAD|OPTIONS' } }, then: 'read' }, { if: { arg: 0, equals: { method: 'PUT|DELETE' } }, then: 'write_idem' }, { if: { anyArgHeader: ['Idempotency-Key', 'idempotency-key', 'X-Idempotency-Key'], from: 'message' }, then: 'write_idem' }, { if: { arg: 0, equals: { method: 'POST|PATCH' } }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'fetch',
    packages: ['global', 'undici', 'node-fetch', 'cross-fetch', 'isomorphic-fetch'],
    kind: 'http',
    calls: {
      write_cond: 'fetch',
    },
    otherwise: { read: 'fetch' },
    conditions: [
      { calls: 'fetch', when: [{ if: { arg: 1, lacks: ['method'] }, then: 'read' }, { if: { arg: 1, equals: { method: 'GET|HEAD|OPTIONS' } }, then: 'read' }, { if: { arg: 1, equals: { method: 'PUT|DELETE' } }, then: 'write_idem' }, { if: { arg: 1, equals: { method: 'POST|PATCH' } }, then: 'write_nonidem' }, { if: { anyArgHeader: ['Idempotency-Key', 'idempotency-key', 'X-Idempotency-Key'], from: 'message' }, then: 'write_idem' }, { if: { anyArgHeader: ['Idempotency-Key'], from: 'random' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'got',
    packages: ['got'],
    kind: 'http',
    calls: {
      read: 'Got.{get,head,paginate}',
      write_idem: 'Got.{put,delete}',
      write_nonidem: 'Got.{post,patch}',
      write_cond: 'Got.stream',
    },
    otherwise: { read: 'Got.stream' },
    conditions: [
      { calls: 'Got.post Got.patch', when: [{ if: { anyArgHeader: ['Idempotency-Key', 'idempotency-key', 'X-Idempotency-Key'], from: 'message' }, then: 'write_idem' }, { if: { anyArgHeader: ['Idempotency-Key'], from: 'random' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'ky',
    packages: ['ky'],
    kind: 'http',
    calls: {
      read: 'KyInstance.{get,head}',
      write_idem: 'KyInstance.{put,delete}',
      write_nonidem: 'KyInstance.{post,patch}',
    },
    conditions: [
      { calls: 'KyInstance.post KyInstance.patch', when: [{ if: { anyArgHeader: ['Idempotency-Key', 'idempotency-key', 'X-Idempotency-Key'], from: 'message' }, then: 'write_idem' }, { if: { anyArgHeader: ['Idempotency-Key'], from: 'random' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'undici',
    packages: ['undici'],
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
    name: 'superagent',
    packages: ['superagent'],
    kind: 'http',
    calls: {
      read: 'get head options',
      write_idem: 'put del delete',
      write_nonidem: 'post patch',
    },
    conditions: [
      { calls: 'post patch', when: [{ if: { anyArgHeader: ['Idempotency-Key', 'idempotency-key', 'X-Idempotency-Key'], from: 'message' }, then: 'write_idem' }, { if: { anyArgHeader: ['Idempotency-Key'], from: 'random' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'node:http/https',
    packages: ['http', 'https', 'node:http', 'node:https', 'http2', 'node:http2'],
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
    kind: 'http',
    calls: {
      read: 'HttpService.{get,head}',
      write_idem: 'HttpService.{put,delete}',
      write_nonidem: 'HttpService.{post,patch}',
      write_cond: 'HttpService.request',
    },
    otherwise: { write_nonidem: 'HttpService.request' },
    conditions: [
      { calls: 'HttpService.post HttpService.patch', when: [{ if: { anyArgHeader: ['Idempotency-Key', 'idempotency-key', 'X-Idempotency-Key'], from: 'message' }, then: 'write_idem' }, { if: { anyArgHeader: ['Idempotency-Key'], from: 'random' }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'plaid',
    packages: ['plaid'],
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
    kind: 'http',
    calls: {
      write_nonidem: 'crm.*.basicApi.create',
      write_idem: 'crm.*.basicApi.{update,archive} crm.*.batchApi.upsert',
      read: 'crm.*.basicApi.{getById,getPage}',
      send: 'marketing.transactional.singleSendApi.sendEmail',
    },
  },
];
