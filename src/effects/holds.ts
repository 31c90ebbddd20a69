import type { Hold } from '../model/effect.ts';

/** `timeout` in milliseconds, shared out among the tries that are left: none but the first. */
const once = (retries: string) => (milliseconds: number): readonly string[] => [`timeout: ${written(milliseconds)}`, `${retries}: 0`];
const timeout = (milliseconds: number): readonly string[] => [`timeout: ${written(milliseconds)}`];
const signal = (milliseconds: number): readonly string[] => [`signal: AbortSignal.timeout(${written(milliseconds)})`];

/** `24000` → `24_000`. */
function written(milliseconds: number): string {
  return String(milliseconds).replace(/(?<=\d)(?=(?:\d{3})+$)/g, '_');
}

const AXIOS = { get: [1], head: [1], options: [1], delete: [1], request: [0], post: [2], put: [2], patch: [2], postForm: [2], putForm: [2], patchForm: [2], '*': [0, 1] };

/**
 * Read from the packages:
 * nodemailer 6.10.1 `lib/smtp-connection/index.js`, 10.6.1 `dist/esm/smtp-connection/index.js` (connection 120 s, then 600 s without a byte);
 * stripe `cjs/stripe.core.js` (80 s; no retry in 12.18.0, 1 in 13.11.0 to 16.12.0, 2 in 17.7.0 and 23.1.0);
 * openai 4.104.0 `core.js`, 6.49.0 `client.js` (600 s, 2 retries), @anthropic-ai/sdk 1.13.0 `client.js` alike;
 * undici 5.29.0 `lib/client.js`, 7.30.2 `lib/dispatcher/client.js`, which is also the `fetch` of Node (300 s for the headers, 300 s for the body); 4.16.0: 30 s each;
 * node-fetch 2.7.0 `lib/index.js`, 3.3.2 `src/index.js`, and cross-fetch 4.1.0 in Node, which is node-fetch 2 (none);
 * axios 1.21.1 `lib/defaults/index.js` (none); got 11.8.6 `dist/source/index.js`, 14.6.6 `dist/source/core/options.js` (none, 2 retries);
 * @slack/web-api 6.13.0 and 8.2.0 `dist/WebClient.js` (none, 10 retries in about 30 minutes); twilio 6.2.0 `lib/base/RequestClient.js` (30 s);
 * algoliasearch 5.64.0 (30 s for writes).
 */
export const holds: readonly Hold[] = [
  // What `createTransport` chooses for another way than SMTP has times of its own (nodemailer 6.10.1 `lib/nodemailer.js`).
  { client: 'nodemailer', seconds: 720, tries: 1, options: ['connectionTimeout', 'socketTimeout', 'greetingTimeout', 'SES', 'sendmail', 'streamTransport', 'jsonTransport'], made: 0, bound: (milliseconds) => [`connectionTimeout: ${written(milliseconds / 4)}`, `socketTimeout: ${written(milliseconds / 2)}`] },
  { client: 'stripe', below: 13, seconds: 80, tries: 1, options: ['timeout'], made: 1, bound: timeout },
  { client: 'stripe', from: 13, below: 17, seconds: 80, tries: 2, options: ['timeout'], made: 1, bound: once('maxNetworkRetries') },
  { client: 'stripe', from: 17, seconds: 80, tries: 3, options: ['timeout'], made: 1, bound: once('maxNetworkRetries') },
  { client: 'stripe', seconds: 80, tries: 1, options: ['timeout'], made: 1, bound: timeout },
  { client: 'openai', seconds: 600, tries: 3, options: ['timeout', 'signal', 'fetch'], made: 0, asked: { '*': [1, 2] }, bound: once('maxRetries') },
  { client: '@anthropic-ai/sdk', seconds: 600, tries: 3, options: ['timeout', 'signal', 'fetch'], made: 0, asked: { '*': [1, 2] }, bound: once('maxRetries') },
  { client: 'fetch', packages: ['node-fetch'], below: 3, seconds: Infinity, tries: 1, options: ['signal', 'timeout', 'agent'], asked: { '*': [1] }, bound: timeout },
  { client: 'fetch', packages: ['node-fetch'], from: 3, seconds: Infinity, tries: 1, options: ['signal', 'agent'], asked: { '*': [1] }, bound: signal },
  { client: 'fetch', packages: ['cross-fetch'], seconds: Infinity, tries: 1, options: ['signal', 'timeout', 'agent'], asked: { '*': [1] }, bound: signal },
  { client: 'fetch', packages: ['global'], seconds: 600, tries: 1, options: ['signal', 'dispatcher'], asked: { '*': [1] }, bound: signal },
  { client: 'fetch', packages: ['undici'], from: 5, seconds: 600, tries: 1, options: ['signal', 'dispatcher'], asked: { '*': [1] }, bound: signal },
  { client: 'undici', from: 5, seconds: 600, tries: 1, options: ['signal', 'dispatcher', 'headersTimeout', 'bodyTimeout'], made: 1, asked: { request: [0, 1], '*': [1] }, bound: signal },
  { client: 'axios', seconds: Infinity, tries: 1, options: ['timeout', 'signal', 'cancelToken', 'httpAgent', 'httpsAgent'], made: 0, asked: AXIOS, bound: timeout },
  { client: 'got', seconds: Infinity, tries: 3, options: ['timeout', 'signal', 'agent', 'cache'], made: 0, asked: { '*': [0, 1] }, bound: (milliseconds) => [`timeout: { request: ${written(milliseconds)} }`, 'retry: { limit: 0 }'] },
  { client: '@slack/web-api', packages: ['@slack/web-api'], seconds: 1800, tries: 1, options: ['timeout', 'retryConfig', 'agent'], made: 1, bound: (milliseconds) => [`timeout: ${written(milliseconds)}`, 'retryConfig: { retries: 0 }'] },
  { client: 'twilio', seconds: 30, tries: 1, options: ['timeout'], made: 2, bound: timeout },
  { client: 'algoliasearch', seconds: 30, tries: 1, options: ['timeouts'], made: 2, bound: (milliseconds) => [`timeouts: { connect: ${written(milliseconds / 4)}, read: ${written(milliseconds / 2)}, write: ${written(milliseconds)} }`] },
];

/** The hold of a client as a package serves it, in a version. One without a range holds for all versions. */
export function holdFor(client: string, packageName: string, version: string | undefined): Hold | undefined {
  const major = Number(version?.split('.')[0]);
  return holds.find(({ client: name, packages, from, below }) => {
    if (name !== client || (packages && !packages.includes(packageName))) return false;
    return (from === undefined && below === undefined) || (major >= (from ?? 0) && major < (below ?? Infinity));
  });
}
