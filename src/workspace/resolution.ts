/** Where an import leads. */
export type Resolution =
  /** A file of the project, relative to the root; of built output its source. */
  | { readonly kind: 'file'; readonly file: string }
  /** `bullmq` and `''`, `aws-sdk` and `clients/sqs`; a module of Node is called `node:fs`. */
  | { readonly kind: 'package'; readonly name: string; readonly subpath: string }
  /** It means something of the project that is not there. */
  | { readonly kind: 'missing'; readonly specifier: string };
