import type { Slot } from './broker.ts';
import type { RoutePlatform } from './infrastructure.ts';
import type { LibraryShape } from './library.ts';

/** A call that registers the server code of a route. */
export interface RoutePattern {
  /** The verb, or the slot it stands in: `0.method`. */
  readonly method: string | { readonly at: Slot };
  /** The first slot that is text; absent: the router's own path. */
  readonly path?: readonly Slot[];
  /** Where the functions stand that run one after the other; `1+`: every argument from there on, lists unfolded. */
  readonly handlers: readonly Slot[];
}

/** A call that puts a router below a path of another: `app.use('/api', router)`. */
export interface MountPattern {
  readonly path?: readonly Slot[];
  /** Routers, or functions that are given one: `0+` as in `RoutePattern`. */
  readonly routers: Slot;
  /** Where one of several objects says its own path, which then counts instead. */
  readonly own?: readonly [string, ...string[]];
}

/** A decorator on a method that makes it a route. */
export interface RouteDecorator {
  readonly method: string;
  readonly path?: readonly Slot[];
}

/** Files whose exports the framework calls. */
export interface RouteFiles {
  /** Package the file's package must depend on, if any. */
  readonly dependency?: string;
  /** Tested against the path of the file; its group is the route's path. */
  readonly file: RegExp;
  /** Verb by export; `*`: every verb. */
  readonly exports: Readonly<Record<string, string>>;
  /** The route's path, where the file does not say it. */
  readonly path?: string;
}

/** A type that makes an exported function, or the function with such a parameter, a route. */
export interface RouteType {
  readonly of: 'handler' | 'event';
}

/** A table: how the server code of a route is found with one framework. */
export interface Framework {
  readonly name: string;
  readonly title: string;
  readonly shape: LibraryShape;
  /** It is in use, whatever is imported. */
  readonly always?: true;
  readonly routes?: Readonly<Record<string, RoutePattern>>;
  readonly mounts?: Readonly<Record<string, MountPattern>>;
  /** Calls on the way to a router that add to its path: `new Router`, `Hono.basePath`. */
  readonly prefixes?: Readonly<Record<string, readonly Slot[]>>;
  /** Calls that give a router a prefix instead of the one it was made with, for all of its routes: `router.prefix`. */
  readonly laterPrefixes?: Readonly<Record<string, readonly Slot[]>>;
  /** What stands for a router: `Router.routes` is its receiver, `mount` its second argument below the first. */
  readonly stands?: Readonly<Record<string, { readonly router: Slot; readonly path?: Slot }>>;
  /** Decorators of classes with routes, and where their path stands. */
  readonly controllers?: Readonly<Record<string, readonly Slot[]>>;
  readonly decorators?: Readonly<Record<string, RouteDecorator>>;
  /** Where versions of routes stand: in the decorator of the class, and the decorator of a method that gives them. */
  readonly versions?: { readonly controller: Slot; readonly decorator: string };
  /** Calls that are given an object of routes and routers by name. */
  readonly tables?: Readonly<Record<string, Slot>>;
  readonly files?: readonly RouteFiles[];
  readonly handlerTypes?: Readonly<Record<string, RouteType>>;
  /** Its routes stand in infrastructure files. */
  readonly platform?: RoutePlatform;
  /** Handlers with this many parameters handle errors, not requests. */
  readonly errorArity?: number;
}

/** Verbs of HTTP that a client may repeat and that change nothing. */
export const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'QUERY', 'SUBSCRIPTION']);
