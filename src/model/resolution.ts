/** Where a module specifier leads. */
export type Resolution =
  /** A file of the project, relative to the root with `/`. */
  | { readonly kind: 'file'; readonly file: string }
  /** Another package: `bullmq`, ''; `aws-sdk`, `clients/sqs`; `node:fs`, ''. */
  | { readonly kind: 'package'; readonly name: string; readonly subpath: string }
  /** A relative path or an alias that leads nowhere. */
  | { readonly kind: 'missing'; readonly specifier: string };
