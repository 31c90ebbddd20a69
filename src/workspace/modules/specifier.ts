import { isBuiltin } from 'node:module';

/** `@acme/orders/sub` → name `@acme/orders`, subpath `sub`. Out: `undefined` for what no package can be called. */
export function splitPackage(specifier: string): { readonly name: string; readonly subpath: string } | undefined {
  const [, name, subpath = ''] = /^((?:@[\w-][\w.~-]*\/)?[\w-][\w.~-]*)(?:\/(.*))?$/.exec(specifier) ?? [];
  return name === undefined ? undefined : { name, subpath };
}

/** `fs` → `node:fs`; `npm:pg@8/lib` of Deno → `pg`; `cloudflare:workers` and addresses as they are. */
export function platformModule(specifier: string): { readonly name: string; readonly subpath: string } | undefined {
  if (isBuiltin(specifier)) return { name: `node:${specifier.replace(/^node:/, '')}`, subpath: '' };
  const [, ofRegistry] = /^(?:npm|jsr):\/?(.*)$/.exec(specifier) ?? [];
  if (ofRegistry !== undefined) return splitPackage(ofRegistry.replace(/(?<=.)@[^/]*/, ''));
  return /^[a-z][\w+.-]+:/i.test(specifier) ? { name: specifier, subpath: '' } : undefined;
}

export function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

/** Without the loaders and queries of bundlers: `raw-loader!./mail.html?raw` → `./mail.html`. */
export function plainSpecifier(specifier: string): string {
  return specifier.slice(specifier.lastIndexOf('!') + 1).replace(/\?.*$/, '');
}
