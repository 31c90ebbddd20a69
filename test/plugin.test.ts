import { expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import * as module from '../src/plugin.ts';
import plugin from '../src/plugin.ts';

test('names itself as it is installed', async () => {
  const { default: manifest } = (await import('../package.json', { with: { type: 'json' } })) as { default: { name: string; version: string } };
  expect(plugin.meta).toEqual({ name: manifest.name, version: manifest.version, namespace: 'async-patterns' });
});

test('is what `require` gives', () => {
  expect(module['module.exports']).toBe(plugin);
});

test('has every rule', () => {
  expect(Object.keys(plugin.rules)).toEqual(rules.map(({ name }) => name));
});

test('each preset has the rules of those before it, as errors', () => {
  const names = (preset: keyof typeof plugin.configs): string[] => plugin.configs[preset].flatMap((config) => Object.keys(config.rules ?? {}));
  expect(names('all').sort()).toEqual(rules.map(({ name }) => `async-patterns/${name}`).sort());
  expect(names('strict')).toEqual(expect.arrayContaining([...names('recommended')]));
  for (const preset of ['recommended', 'strict', 'all'] as const) {
    const [config, ...more] = plugin.configs[preset];
    expect(more).toEqual([]);
    expect(config?.name).toBe(`async-patterns/${preset}`);
    expect(config?.plugins).toEqual({ 'async-patterns': plugin });
    expect(new Set(Object.values(config?.rules ?? {}))).toEqual(new Set(['error']));
  }
});

test('the config for infrastructure files is asked for by itself', () => {
  const [settings, files] = plugin.configs.infrastructure;
  expect(settings).toEqual({ name: 'async-patterns/infrastructure-settings', settings: { 'async-patterns': { infrastructure: true } } });
  expect(files).toMatchObject({ name: 'async-patterns/infrastructure', language: 'async-patterns/infrastructure' });
  expect(Object.keys(files?.rules ?? {})).toContain('async-patterns/require-dead-letter');
});
