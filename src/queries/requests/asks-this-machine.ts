import type { Entity } from '../../link/entity.ts';
import type { EffectNode } from '../../link/flow.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import { writtenAddresses } from '../address-of.ts';

/** `http://localhost:2022/tunnel`, `http://127.0.0.1/health`. */
const LOOPBACK = /^(?:\w+:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/;

/**
 * The variables by which Google's clients find an emulator.
 * Source: @google-cloud/storage 7.22.0 `build/cjs/src/storage.js` (`STORAGE_EMULATOR_HOST`), @google-cloud/pubsub 4.11.0 `build/src/pubsub.js` (`PUBSUB_EMULATOR_HOST`).
 */
const EMULATOR = '_EMULATOR_HOST';

/** Does a request ask this very machine, or an emulator: what is done while the service is written, or of a process beside it? */
export function asksThisMachine({ linker }: ProjectModel, { effect, call: { file, call, frame } }: EffectNode): boolean {
  const [first] = file.calls[call]?.arguments ?? [];
  if (effect.kind !== 'http' || !first || first.kind === 'spread') return false;
  const entities = writtenAddresses(linker, first, frame).flatMap((address) => address.entities);
  return entities.length > 0 && entities.every(isOfThisMachine);
}

function isOfThisMachine(entity: Entity): boolean {
  if (entity.is === 'setting') return entity.name.endsWith(EMULATOR);
  if (entity.is !== 'text') return false;
  const [start, second] = entity.parts;
  const setting = start === 'http://' || start === 'https://' ? second : start;
  if (typeof setting === 'object') return setting.is === 'setting' && setting.name.endsWith(EMULATOR);
  return typeof start === 'string' && LOOPBACK.test(start);
}
