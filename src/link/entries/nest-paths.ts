import { joinedPath } from './entry.ts';
import { NEUTRAL, type NestApplication } from './nest-applications.ts';

export interface NestRoute {
  readonly method: string;
  /** Those of the method, else those of the controller; absent: none is written. */
  readonly versions?: readonly string[];
  /** Alternatives, from the outside inwards: of the module, the controller, the method. */
  readonly parts: readonly (readonly string[])[];
}

/** Every path of a route, as `RoutePathFactory.create` puts it together: global prefix, version, module, controller, method. */
export function nestPaths({ prefix, excluded, versions: scheme }: NestApplication, { method, versions, parts }: NestRoute): readonly string[] {
  const own = parts.reduce<readonly (readonly string[])[]>((paths, alternatives) => (alternatives.length === 0 ? paths : paths.flatMap((path) => alternatives.map((each) => [...path, each]))), [[]]);
  const asked = scheme ? (versions ?? scheme.standard) : [];
  const before = scheme && asked.length > 0 ? asked.map((version) => (version === NEUTRAL ? '' : `${scheme.prefix}${version}`)) : [''];
  return before.flatMap((version) =>
    own.map((path) => {
      const isExcluded = excluded.some((each) => (each.method === undefined || each.method === method) && matches(each.path, joinedPath(path)));
      return joinedPath([isExcluded ? '' : prefix, version, ...path]);
    }),
  );
}

/** `health`, `users/:id`, `auth/*path`, `auth/(.*)`, of routes that are left out. */
function matches(pattern: string, path: string): boolean {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(path);
  for (const [index, segment] of wanted.entries()) {
    if (/[*]/.test(segment)) return given.length >= index;
    if (given[index] === undefined || (!segment.startsWith(':') && segment !== given[index])) return false;
  }
  return wanted.length === given.length;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}
