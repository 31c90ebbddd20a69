import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { InfrastructureValue } from '../model/infrastructure.ts';

/** What would decide what feeds a function, where infrastructure files name a feed but not its declaration. */
export function undecidedFeed({ infrastructure }: ProjectModel, { mappings, subscriptions }: Consumer): string | undefined {
  for (const feed of [...mappings, ...subscriptions]) {
    const source = feed.kind === 'mapping' ? feed.source : (feed.topic ?? feed.name);
    const { resource, text, beyond } = infrastructure.follow(source, feed.scope);
    if (resource?.kind === 'foreign') return `the module '${resource.source}'`;
    if (resource) continue;
    if (text !== undefined) return `the declaration of '${text}', which no file of the project holds`;
    const said = beyond && saidOf(beyond);
    if (said !== undefined) return said;
  }
  return undefined;
}

function saidOf(value: InfrastructureValue): string | undefined {
  switch (value.kind) {
    case 'imported':
      return `the stack that declares '${value.name}'`;
    case 'parameter':
      return `the value of '${value.name}', which is given at deployment`;
    case 'unknown':
      return `what feeds the function: ${value.why}`;
    default:
      return undefined;
  }
}
