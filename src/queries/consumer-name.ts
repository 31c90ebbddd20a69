import type { Consumer } from '../link/project-model.ts';

/** How messages call a consumer: what it takes from, else its handler, its file or its folder. */
export function consumerName(consumer: Consumer): string {
  const { job } = consumer;
  const name = sourceName(consumer) ?? ownName(consumer);
  return job === undefined || job === name ? name : `${name}/${job}`;
}

/** Names that every function of a platform has, of a function, a file or a folder: they tell nobody which one is meant. */
const COMMON = new Set(['handler', 'lambdahandler', 'main', 'run', 'default', 'index', 'app', 'function', 'functions', 'lambda', 'lambdas', 'src', 'code', 'dist', 'lib']);

function ownName({ handler, at }: Consumer): string {
  const [file = '', ...folders] = (handler?.file.file ?? at.file).split('/').toReversed();
  const names = [...(handler?.fact.name === undefined ? [] : [handler.fact.name]), file, ...folders];
  return names.find((name) => !COMMON.has(name.replace(/\.[cm]?[jt]sx?$/, '').toLowerCase())) ?? names[0] ?? '';
}

/** The destination as the code names it, else as infrastructure files do. */
export function sourceName({ destination, sources }: Consumer): string | undefined {
  if (destination) return destination.shown;
  const names = sources.flatMap(({ shown }) => (shown === undefined ? [] : [shown]));
  return names.length === 0 ? undefined : names.join(' | ');
}
