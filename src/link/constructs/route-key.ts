/** `POST /orders` → verb and path; `ANY` is every verb, `$default` every request. */
export function routeKey(key: string): { readonly method?: string; readonly path?: string } {
  const [, verb, path] = /^\s*([A-Za-z]+)\s+(\/\S*)\s*$/.exec(key) ?? [];
  return { ...methodNamed(verb), ...(path !== undefined && { path }) };
}

/** In capitals; none where it is every verb. */
export function methodNamed(verb: string | undefined): { readonly method?: string } {
  return verb === undefined || verb.toUpperCase() === 'ANY' ? {} : { method: verb.toUpperCase() };
}
