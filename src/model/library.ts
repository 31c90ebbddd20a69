import type { Slot } from './broker.ts';

/**
 * The shapes of a client library's API, as far as the linker needs them to say what kind of thing a value is.
 * Keys name calls: `connect` (an export), `new Queue`, `Channel.consume` (a member of a type), `@Processor`.
 */
export interface LibraryShape {
  readonly packages: readonly string[];
  /** The name under which the module itself, or its default export, is known: `bull` → `Queue`. */
  readonly defaultExport?: string;
  /**
   * What a call or decorator gives: `connect` → `ChannelModel`. Beyond types: `$first` and `$second`, its arguments;
   * `$all`, all of them; `$environment`, the environment's variables by their names; `$instance`, an object of the class it is given, or of its type argument; `$returned`, what the function it is given returns; `$setting`, the configuration key it is given;
   * `$branches`, what the functions return that the calls of the chain are given last; `$files`, the project's files that the glob pattern means.
   */
  readonly returns?: Readonly<Record<string, string>>;
  /** What a property of a type is: `PrismaClient.*` → `Model`; `$maker.0`: the argument its maker was given; `$linked`: what the app links under the name of what has it. */
  readonly members?: Readonly<Record<string, string>>;
  /** Types of the parameters of a callback: `ChannelWrapper.addSetup[0]` → `['Channel']`, `eachMessage` paths with dots; of functions written for a type: `Task`. */
  readonly callbacks?: Readonly<Record<string, readonly string[]>>;
  /** Calls that are handed functions, wherever they are written: `FastifyInstance.register`. */
  readonly plugins?: Readonly<Record<string, PluginPattern>>;
  /** Types that are one for us: `ConfirmChannel` → `Channel`. */
  readonly sameAs?: Readonly<Record<string, string>>;
  /** Types of what a function returns that is given as `typeof read`: `ConfigType<typeof read>`. */
  readonly returned?: readonly string[];
  /** Types that are made of the project's own values or types, so that they say nothing of a value: `z.infer`. */
  readonly derived?: readonly string[];
}

/** A call that is handed plugins. */
export interface PluginPattern {
  /** Where the function stands in the first argument, by members with dots; empty: it is the argument itself. */
  readonly at: readonly string[];
  /** Types of its parameters. */
  readonly gives: readonly string[];
  /** What finds plugins in a folder, where it is what is handed over. */
  readonly folders?: FolderPlugins;
}

/** A plugin that registers every plugin of a folder; slots of the call it is handed to. */
export interface FolderPlugins {
  readonly packages: readonly string[];
  readonly folder: Slot;
  readonly prefix: Slot;
  /** `false`: names of folders are no part of paths. */
  readonly named: Slot;
  /** `true`: a folder `_id` is the parameter `:id`. */
  readonly parameters: Slot;
}
