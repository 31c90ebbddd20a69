import type { LibraryShape } from '../model/library.ts';

/**
 * Libraries that only pass things on: what they give is what they are given.
 * Source: the packages' typings: `@nestjs/common` and `@nestjs/core` 12, `@nestjs/config` 5, `config` 5, lodash 4, `es-toolkit` 1.
 */
export const plumbing: readonly LibraryShape[] = [
  { packages: ['@nestjs/common'], returns: { applyDecorators: '$all', UseInterceptors: 'Decorator' } },
  {
    packages: ['@nestjs/core'],
    returns: {
      'ModuleRef.get': '$instance',
      'ModuleRef.resolve': '$instance',
      'ModuleRef.create': '$instance',
      'NestFactory.create': 'INestApplication',
    },
  },
  {
    packages: ['@nestjs/config'],
    returns: { 'ConfigService.get': '$setting', 'ConfigService.getOrThrow': '$setting', registerAs: '$second' },
    returned: ['ConfigType'],
  },
  { packages: ['config'], returns: { get: '$setting' } },
  // Source: convict 6.2 `src/main.js`.
  { packages: ['convict'], defaultExport: 'convict', returns: { convict: 'Config', 'Config.*': 'Config', 'Config.get': '$described', 'Config.getProperties': '$described' } },
  // Source: env-var 7.5 `env-var.d.ts`.
  {
    packages: ['env-var'],
    returns: { get: 'Variable', 'Variable.default': 'Variable', 'Variable.required': 'Variable', 'Variable.asString': '$variable', 'Variable.asUrlString': '$variable' },
  },
  // Source: glob 11.0, fast-glob 3.3, globby 14.1 and tinyglobby 0.2 typings.
  {
    packages: ['glob', 'fast-glob', 'globby', 'tinyglobby'],
    returns: { sync: '$files', 'glob.sync': '$files', globSync: '$files', glob: '$files', globby: '$files', globbySync: '$files', default: '$files' },
  },
  // Source: sst 2.48.5 `constructs/FunctionalStack.js`; sst 3.19.3 `dist/resource.js`: what is linked, by its name in the app.
  { packages: ['sst'], returns: { use: '$returned' }, members: { 'Resource.*': 'Linked', 'Linked.*': '$linked' } },
  // Source: sst 2.49.8 `node/{queue,topic,event-bus,kinesis-stream,util}/index.js`.
  {
    packages: ['sst/node/queue', 'sst/node/topic', 'sst/node/event-bus', 'sst/node/kinesis-stream'],
    members: { 'Queue.*': 'Linked', 'Topic.*': 'Linked', 'EventBus.*': 'Linked', 'KinesisStream.*': 'Linked', 'Linked.*': '$linked' },
  },
  // Source: ts-pattern 5.9.2 `dist/types/Match.d.ts`.
  { packages: ['ts-pattern'], returns: { 'Match.otherwise': '$branches', 'Match.exhaustive': '$branches', 'Match.run': '$branches', match: 'Match', 'Match.with': 'Match', 'Match.when': 'Match', 'Match.returnType': 'Match' } },
  // What they run until it succeeds, or when there is room for it. Source: p-retry 7.1, async-retry 1.3 `lib/index.js`, promise-retry 2.0 `index.js`, p-limit 7.3, p-queue 9.3, p-timeout 7.0, p-memoize 8.0 typings.
  { packages: ['p-retry', 'async-retry', 'promise-retry'], defaultExport: 'retry', returns: { retry: '$returned' } },
  // Source: exponential-backoff 3.1 and ts-retry-promise 0.8 typings.
  { packages: ['exponential-backoff', 'ts-retry-promise'], returns: { backOff: '$returned', retry: '$returned' } },
  { packages: ['p-limit'], defaultExport: 'pLimit', returns: { pLimit: 'Limit', 'Limit()': '$returned' } },
  { packages: ['p-queue'], defaultExport: 'PQueue', returns: { 'PQueue.add': '$returned' } },
  { packages: ['p-timeout', 'p-memoize'], defaultExport: 'wrap', returns: { wrap: '$first' } },
  { packages: ['tsyringe'], returns: { 'container.resolve': '$instance' } },
  { packages: ['typedi'], returns: { 'Container.get': '$instance' } },
  { packages: ['inversify'], returns: { 'Container.get': '$instance' } },
  // Source: awilix 13.0 `lib/container.d.ts`.
  { packages: ['awilix'], returns: { createContainer: 'AwilixContainer', 'AwilixContainer.createScope': 'AwilixContainer', 'AwilixContainer.resolve': '$instance' } },
  {
    packages: ['lodash', 'lodash-es', 'lodash/sortBy', 'es-toolkit', 'es-toolkit/compat', 'remeda'],
    returns: {
      sortBy: '$first',
      orderBy: '$first',
      uniq: '$first',
      uniqBy: '$first',
      compact: '$first',
      clone: '$first',
      cloneDeep: '$first',
      reverse: '$first',
      filter: '$first',
      memoize: '$first',
      once: '$first',
    },
  },
];
