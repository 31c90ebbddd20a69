import type { ClientEffects } from '../../model/effect.ts';

/** Logging, tracing, metrics and error tracking: nothing of the service's own state changes, nobody waits for it. */
export const observability: readonly ClientEffects[] = [
  {
    name: 'observability',
    packages: [
      'pino', 'winston', 'bunyan', 'debug', 'loglevel', 'log4js', 'signale', 'consola', 'nestjs-pino', 'nest-winston', 'tslog', 'roarr',
      '@sentry/node', '@sentry/serverless', '@sentry/nestjs', '@sentry/nextjs', '@sentry/aws-serverless', '@sentry/core', '@sentry/browser',
      '@opentelemetry/api', '@opentelemetry/sdk-node', '@opentelemetry/semantic-conventions', 'dd-trace', 'newrelic', 'elastic-apm-node',
      'prom-client', 'hot-shots', 'statsd-client', 'aws-embedded-metrics', 'aws-xray-sdk', 'aws-xray-sdk-core', '@aws-lambda-powertools/logger',
      '@aws-lambda-powertools/tracer', '@aws-lambda-powertools/metrics', 'applicationinsights', 'rollbar', '@bugsnag/js', '@honeybadger-io/js',
      '@google-cloud/logging', '@google-cloud/error-reporting', '@logtape/logtape', 'cls-hooked', 'async_hooks',
    ],
    kind: 'observability',
    calls: { pure: '*' },
  },
  {
    name: '@nestjs/common',
    packages: ['@nestjs/common'],
    kind: 'observability',
    calls: { pure: 'Logger.{log,error,warn,debug,verbose,fatal} ConsoleLogger.{log,error,warn,debug,verbose,fatal} LoggerService.{log,error,warn,debug,verbose,fatal}' },
  },
  {
    name: 'fastify',
    packages: ['fastify'],
    seenIn: 'fastify 5.12.8 `types/{logger,instance,request,reply}.d.ts`; `FastifyLoggerInstance` is the name of fastify 3',
    kind: 'observability',
    calls: {
      pure: 'FastifyBaseLogger.{info,error,debug,fatal,warn,trace,child} FastifyLoggerInstance.{info,error,debug,fatal,warn,trace,child}',
    },
  },
];
