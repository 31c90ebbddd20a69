import type { ClientEffects } from '../../model/effect.ts';

/** Packages that only compute: validation, dates, numbers, text, parsing. Whatever they are called with, nothing else changes. */
export const values: readonly ClientEffects[] = [
  {
    name: 'values',
    packages: [
      'zod', 'yup', 'joi', 'ajv', 'superstruct', 'valibot', 'io-ts', 'runtypes', 'class-validator', 'class-transformer', 'validator', 'envalid',
      'lodash', 'lodash-es', 'es-toolkit', 'ramda', 'remeda', 'underscore', 'radash', 'rambda', 'fp-ts', 'neverthrow', 'ts-pattern', 'ts-results',
      'date-fns', 'date-fns-tz', 'dayjs', 'moment', 'moment-timezone', 'luxon', 'ms', 'cron-parser', 'rrule',
      'bignumber.js', 'decimal.js', 'big.js', 'bn.js', 'mathjs', 'nanoid/async', 'semver', 'qs', 'query-string', 'url-join', 'slugify', 'he',
      'marked', 'markdown-it', 'showdown', 'sanitize-html', 'dompurify', 'cheerio', 'jsdom', 'htmlparser2', 'turndown', 'mustache', 'ejs', 'pug',
      'nunjucks', '@react-email/render', '@react-email/components', 'react-email', 'react', 'react-dom', 'mjml', 'multiformats', 'protobufjs',
      '@bufbuild/protobuf', 'google-protobuf', 'avsc', 'fast-xml-parser', 'xml2js', 'papaparse', 'csv-stringify', 'yaml', 'js-yaml', 'jsonpath-plus',
      'jsonpath', 'jmespath', 'diff', 'fast-diff', 'deep-equal', 'fast-deep-equal', 'immer', 'immutable', 'object-hash', 'crypto-js', 'jsonwebtoken',
      'jose', 'libphonenumber-js', 'i18next', 'country-list', 'currency.js', 'reflect-metadata', 'rxjs', 'rxjs/operators', 'p-limit', 'p-map',
      '@nestjs/config', 'config', 'dotenv', 'convict', 'env-var', 'prosemirror-model', 'yjs', 'y-prosemirror', 'viem', 'ethers', '@ipld/dag-json', '@ipld/dag-cbor', '@aws-sdk/util-dynamodb',
    ],
    kind: 'computation',
    calls: { pure: '*' },
  },
];
