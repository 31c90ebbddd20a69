import type { Framework } from '../model/framework.ts';

/**
 * GraphQL resolvers by decorators.
 * Source: `@nestjs/graphql` 14.0.3 `dist/decorators`; type-graphql 2 `build/typings/decorators`.
 */
export const graphql: Framework = {
  name: 'graphql',
  title: 'GraphQL resolvers',
  shape: { packages: ['@nestjs/graphql', 'type-graphql'] },
  controllers: { Resolver: [] },
  decorators: {
    Query: { method: 'QUERY', path: ['1.name', '0.name', '0'] },
    Mutation: { method: 'MUTATION', path: ['1.name', '0.name', '0'] },
  },
};
