import type { ClientEffects } from '../../model/effect.ts';

/** What calls of these clients do. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const node: readonly ClientEffects[] = [
  {
    name: 'node:fs',
    packages: ['fs', 'node:fs', 'fs/promises', 'node:fs/promises', 'fs-extra'],
    seenIn: 'Node.js 20.20',
    kind: 'file',
    calls: {
      read: [
        'readFile readdir stat lstat access realpath readlink open opendir statfs glob readFileSync readdirSync',
        'statSync lstatSync existsSync accessSync openSync readSync realpathSync createReadStream',
      ].join(' '),
      write_idem: [
        'writeFile truncate rm rmdir unlink mkdir chmod chown utimes copyFile cp rename symlink link writeFileSync',
        'truncateSync rmSync rmdirSync unlinkSync mkdirSync copyFileSync cpSync renameSync',
      ].join(' '),
      write_nonidem: 'appendFile mkdtemp appendFileSync',
      consume: 'watch',
      write_cond: 'createWriteStream',
    },
    otherwise: { write_idem: 'createWriteStream' },
    conditions: [
      { calls: 'writeFile truncate rm rmdir unlink mkdir chmod chown utimes copyFile cp rename symlink link', when: [{ if: { arg: 0, from: 'random' }, then: 'write_nonidem' }, { if: { arg: 2, has: ['flag'], equals: { flag: 'wx|ax' } }, then: 'guard' }, { if: { arg: 2, equals: { flag: 'a' } }, then: 'write_nonidem' }] },
      { calls: 'createWriteStream', when: [{ if: { arg: 1, equals: { flags: 'a' } }, then: 'write_nonidem' }] },
    ],
  },
  {
    name: 'node:child_process',
    packages: ['child_process', 'node:child_process', 'execa'],
    seenIn: 'Node.js 20.20',
    kind: 'process',
    calls: {
      proc: 'execSync execFileSync spawnSync exec execFile spawn fork',
    },
  },
  {
    name: 'node:timers',
    packages: ['global', 'timers/promises', 'node:timers/promises'],
    seenIn: 'Node.js 20.20',
    kind: 'timer',
    calls: {
      schedule: 'setTimeout setInterval setImmediate',
      cpu: 'structuredClone',
    },
  },
  {
    name: 'uuid / id generators',
    packages: ['uuid', 'nanoid', 'ulid', 'cuid', '@paralleldrive/cuid2', 'shortid', 'bson', 'mongodb'],
    kind: 'identifier',
    calls: {
      random: 'v1 v4 v6 v7 nanoid customAlphabet ulid monotonicFactory createId new:ObjectId',
      pure: 'v3 v5',
    },
  },
  {
    name: 'Date, Math, performance',
    packages: ['global', 'perf_hooks'],
    seenIn: 'Node.js 20.20',
    kind: 'identifier',
    calls: {
      random: 'Math.random crypto.randomUUID crypto.getRandomValues',
      time: 'Date.now new:Date performance.now process.hrtime',
    },
  },
];
