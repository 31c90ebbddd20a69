import type { Framework, RouteDecorator } from '../model/framework.ts';

const PATH = { path: ['0'] } as const;

const decorators: Readonly<Record<string, RouteDecorator>> = {
  Get: { method: 'GET', ...PATH },
  Head: { method: 'HEAD', ...PATH },
  Options: { method: 'OPTIONS', ...PATH },
  Post: { method: 'POST', ...PATH },
  Put: { method: 'PUT', ...PATH },
  Patch: { method: 'PATCH', ...PATH },
  Delete: { method: 'DELETE', ...PATH },
  All: { method: '*', ...PATH },
  Sse: { method: 'GET', ...PATH },
};

/**
 * NestJS controllers.
 * Source: `@nestjs/common` 12.5.1 `decorators/http/request-mapping.decorator.d.ts`, `decorators/core/controller.decorator.d.ts`.
 */
export const nest: Framework = {
  name: 'nest',
  title: 'NestJS',
  shape: { packages: ['@nestjs/common'] },
  controllers: { Controller: ['0.path', '0'] },
  versions: { controller: '0.version', decorator: 'Version' },
  decorators,
};

/** Classes with decorated methods, as NestJS has them. Source: routing-controllers 0.11.3 `types/decorator`; `@tsoa/runtime` of tsoa 6.6.0, `dist/decorators`. */
export const decoratedControllers: Framework = {
  name: 'decorated-controllers',
  title: 'routing-controllers and tsoa',
  shape: { packages: ['routing-controllers', 'tsoa', '@tsoa/runtime'] },
  controllers: { Controller: ['0'], JsonController: ['0'], Route: ['0'] },
  decorators,
};
