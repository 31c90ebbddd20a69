import type { Framework } from '../model/framework.ts';

const VERBS = { GET: 'GET', HEAD: 'HEAD', OPTIONS: 'OPTIONS', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE' } as const;

/** Source: next 16.4.6 documentation, `route.js` and `pages/api`; the same since 13.2. */
export const next: Framework = {
  name: 'next',
  title: 'Next.js',
  shape: { packages: ['next'] },
  files: [
    { dependency: 'next', file: /(?:^|\/)app\/(?:(.*)\/)?route\.[cm]?[jt]sx?$/, exports: VERBS },
    { dependency: 'next', file: /(?:^|\/)pages\/(api\/.*)\.[cm]?[jt]sx?$/, exports: { default: '*' } },
  ],
};

/** Source: `@remix-run/node` 2.17 and react-router 7 documentation, route modules. */
export const remix: Framework = {
  name: 'remix',
  title: 'Remix and React Router',
  shape: { packages: ['@remix-run/node', '@remix-run/server-runtime', 'react-router'] },
  files: ['@remix-run/node', '@remix-run/server-runtime', '@react-router/node'].map((dependency) => ({
    dependency,
    file: /(?:^|\/)app\/routes\/(.*)\.[jt]sx?$/,
    exports: { loader: 'GET', action: 'POST' },
  })),
};

/** Source: `@sveltejs/kit` 2 documentation, `+server` and `+page.server`. */
export const svelteKit: Framework = {
  name: 'sveltekit',
  title: 'SvelteKit',
  shape: { packages: ['@sveltejs/kit'] },
  files: [
    { dependency: '@sveltejs/kit', file: /(?:^|\/)routes\/(?:(.*)\/)?\+server\.[jt]s$/, exports: VERBS },
    { dependency: '@sveltejs/kit', file: /(?:^|\/)routes\/(?:(.*)\/)?\+page\.server\.[jt]s$/, exports: { load: 'GET', actions: 'POST' } },
  ],
};
