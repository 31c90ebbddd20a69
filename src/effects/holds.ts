import type { Hold } from '../model/effect.ts';

/**
 * By name of the client in the effect tables. Read from the packages:
 * nodemailer 10.6.1 `dist/esm/smtp-connection/index.js` (connection 120 s, then 600 s without a byte);
 * stripe 23.1.0 `cjs/stripe.core.js` (80 s, 2 retries); openai 6.49.0 `client.js` (600 s, 2 retries), @anthropic-ai/sdk 1.12.0 alike;
 * undici 7.30.2 `lib/dispatcher/client.js`, which is also the `fetch` of Node (300 s for the headers, 300 s for the body);
 * axios 1.21.1 `lib/defaults/index.js` (none); got 14.6.6 `dist/source/core/options.js` (none, 2 retries);
 * @slack/web-api 8.2.0 `dist/WebClient.js` (none, 10 retries in about 30 minutes); twilio 6.2.0 `lib/base/RequestClient.js` (30 s);
 * algoliasearch 5.64.0 (30 s for writes).
 */
export const holds: Readonly<Record<string, Hold>> = {
  nodemailer: { seconds: 720, tries: 1, options: ['connectionTimeout', 'socketTimeout', 'timeout'] },
  stripe: { seconds: 80, tries: 3, options: ['timeout', 'maxNetworkRetries'] },
  openai: { seconds: 600, tries: 3, options: ['timeout', 'signal'] },
  '@anthropic-ai/sdk': { seconds: 600, tries: 3, options: ['timeout', 'signal'] },
  fetch: { seconds: 600, tries: 1, options: ['signal', 'dispatcher', 'timeout'] },
  undici: { seconds: 600, tries: 1, options: ['signal', 'dispatcher', 'headersTimeout', 'bodyTimeout'] },
  axios: { seconds: Infinity, tries: 1, options: ['timeout', 'signal'] },
  got: { seconds: Infinity, tries: 3, options: ['timeout', 'signal'] },
  '@slack/web-api': { seconds: 1800, tries: 1, options: ['timeout', 'retryConfig'] },
  twilio: { seconds: 30, tries: 1, options: ['timeout'] },
  algoliasearch: { seconds: 30, tries: 1, options: ['timeouts'] },
};
