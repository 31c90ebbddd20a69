import { parseArgs } from 'node:util';
import { UsageError } from '../model/usage-error.ts';

const formats = ['text', 'json'] as const;
const failLevels = ['error', 'warning', 'never'] as const;

type Format = (typeof formats)[number];
export type FailLevel = (typeof failLevels)[number];

export interface AuditCommand {
  readonly command: 'audit';
  /** As written; relative to the working directory. */
  readonly folder: string;
  readonly format: Format;
  readonly outputFile?: string;
  /** Empty: all. */
  readonly rules: readonly string[];
  /** `rule.option=value`. */
  readonly options: readonly string[];
  readonly failOn: FailLevel;
  /** `--no-color`. */
  readonly plain: boolean;
  /** Mend what the findings suggest, then report the rest. */
  readonly fix: boolean;
  readonly includeTests: boolean;
  /** Whether to keep what is found out between runs, and where; `true`: in the usual folder. */
  readonly cache: boolean | string;
  /** Files that `facts` wrote: paths and patterns, several in one text with commas between. */
  readonly facts: readonly string[];
  readonly ignore: readonly string[];
}

export interface InitCommand {
  readonly command: 'init';
  readonly folder: string;
  /** Write over what is there. */
  readonly force: boolean;
  readonly includeTests: boolean;
  readonly ignore: readonly string[];
}

export interface FactsCommand {
  readonly command: 'facts';
  /** The root of the project; default: that of the workspace the package belongs to. */
  readonly folder?: string;
  readonly packageFolder: string;
  /** The file to write. */
  readonly out: string;
  readonly includeTests: boolean;
  readonly ignore: readonly string[];
}

export type Command = AuditCommand | InitCommand | FactsCommand | { readonly command: 'help' | 'version' };

const options = {
  format: { type: 'string', default: 'text' },
  'output-file': { type: 'string', short: 'o' },
  rule: { type: 'string', multiple: true },
  option: { type: 'string', multiple: true },
  'fail-on': { type: 'string', default: 'warning' },
  fix: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  'no-color': { type: 'boolean', default: false },
  'include-tests': { type: 'boolean', default: false },
  'no-cache': { type: 'boolean', default: false },
  'cache-location': { type: 'string' },
  facts: { type: 'string', multiple: true },
  package: { type: 'string' },
  out: { type: 'string' },
  ignore: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

export const usage = `Usage: async-patterns audit [folder] [options]
       async-patterns init [folder] [--force]
       async-patterns facts --package FOLDER --out FILE [root]

audit finds the antipatterns of queues in a TypeScript or JavaScript project. Nothing of the project is installed or run.
init writes a config for ESLint, and proposes declarations for what could not be followed.
facts writes what the sources of one package say, for audit --facts to link: a task for Turborepo or Nx to cache.

Options:
  --format text|json             text is for people (default); json as in docs/audit.schema.json
  -o, --output-file FILE         write the report there instead of to standard output
  --rule NAME                    only this rule; may be given several times
  --option RULE.OPTION=VALUE     set an option of a rule; may be given several times
  --fail-on error|warning|never  findings from this severity on end with exit code 1 (default: warning)
  --fix                          apply suggestions that leave nothing new to find, then report the rest
  --force                        init: write over configs that are there
  --include-tests                look at test code too
  --ignore PATTERN               leave files out, as in .gitignore; may be given several times
  --no-cache                     neither use nor keep what earlier runs found out
  --cache-location FOLDER        keep it there instead of in node_modules/.cache or the user's folder for caches
  --facts FILES                  audit: take what "facts" wrote; paths or patterns, with commas between
  --package FOLDER, --out FILE   facts: the package to read, and the file to write
  --no-color                     no colours
  -h, --help                     show this
  -v, --version                  show the version

Exit codes: 0 nothing found, 1 something found, 2 could not run.
`;

/** Reads the arguments of the command line, without `node` and the script. Throws a `UsageError`. */
export function readArguments(argv: readonly string[]): Command {
  const { values, positionals } = parse(argv);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, folder = '.', ...more] = positionals;
  if (command === undefined) throw new UsageError('Say what to do: async-patterns audit [folder], async-patterns init [folder], async-patterns facts, or async-patterns --help.');
  if (command !== 'audit' && command !== 'init' && command !== 'facts') throw new UsageError(`There is no command "${command}"; the commands are: audit, init, facts.`);
  if (more.length > 0) throw new UsageError(`Name one folder, not also "${more.join('", "')}".`);
  if (command === 'facts') return factsCommand(values, positionals[1]);
  if (command === 'init') return { command, folder, force: values.force, includeTests: values['include-tests'], ignore: values.ignore ?? [] };
  return {
    command,
    folder,
    format: oneOf('format', formats, values.format),
    ...(values['output-file'] !== undefined && { outputFile: values['output-file'] }),
    rules: values.rule ?? [],
    options: values.option ?? [],
    failOn: oneOf('fail-on', failLevels, values['fail-on']),
    plain: values['no-color'],
    fix: values.fix,
    includeTests: values['include-tests'],
    cache: !values['no-cache'] && (values['cache-location'] ?? true),
    facts: values.facts ?? [],
    ignore: values.ignore ?? [],
  };
}

function factsCommand(values: ReturnType<typeof parse>['values'], folder: string | undefined): FactsCommand {
  const { package: packageFolder, out, ignore = [] } = values;
  if (packageFolder === undefined || out === undefined) throw new UsageError('Say which package to read and what to write: async-patterns facts --package FOLDER --out FILE.');
  return { command: 'facts', ...(folder !== undefined && { folder }), packageFolder, out, includeTests: values['include-tests'], ignore };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) throw new UsageError(sentenceOf(error.message));
    throw error;
  }
}

function sentenceOf(message: string): string {
  const [, unknown] = /^Unknown option '([^']*)'/.exec(message) ?? [];
  if (unknown === undefined) return `${message.split('\n', 1)[0] ?? message}.`.replace(/\.\.$/, '.');
  return `There is no option "${unknown}"; the options are: ${Object.keys(options).map((name) => `--${name}`).join(', ')}.`;
}

function oneOf<Name extends string>(option: string, names: readonly Name[], given: string): Name {
  const name = names.find((each) => each === given);
  if (name === undefined) throw new UsageError(`--${option} cannot be "${given}"; it is one of: ${names.join(', ')}.`);
  return name;
}
