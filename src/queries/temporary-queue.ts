import type { Entity } from '../link/entity.ts';
import type { ProjectModel } from '../link/project-model.ts';
import { literalsOf, optionOf } from './options.ts';

/** Do the options of a RabbitMQ queue say that it goes with its consumer, and keeps nothing? */
export function isTemporary({ linker }: ProjectModel, options: readonly Entity[]): boolean {
  return ['exclusive', 'autoDelete'].some((path) => literalsOf(optionOf(linker, options, path)).includes(true));
}
