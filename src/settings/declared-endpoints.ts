import type { EndpointDeclaration } from '../model/declaration.ts';
import type { Framework } from '../model/framework.ts';
import { filePattern } from './file-pattern.ts';

/** An endpoint that the settings declare, as the table of a framework that has only this one. */
export function endpointTable(declared: EndpointDeclaration): Framework {
  const { package: name, file, files, call = '', export: exported = 'default', method, path, handler } = declared;
  const source = name ?? file ?? files ?? '';
  const verb = method?.toUpperCase() ?? '*';
  const isText = typeof path === 'string' && path.startsWith('/');
  const slots = path === undefined ? {} : { path: [isText ? `=${path}` : String(path)] };
  const base = { name: source, title: source, shape: { packages: files === undefined ? [source] : [] }, always: true } as const;
  if (files !== undefined) {
    return { ...base, files: [{ file: filePattern(files), exports: { [exported]: verb }, ...(isText && { path }) }] };
  }
  if (call.startsWith('@')) return { ...base, decorators: { [call.slice(1)]: { method: verb, ...slots } } };
  return { ...base, routes: { [call]: { method: verb, ...slots, handlers: handler === undefined ? [] : [String(handler)] } } };
}
