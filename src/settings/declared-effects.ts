import type { EffectDeclaration } from '../model/declaration.ts';
import type { ClientEffects, ClientKind, EffectClass } from '../model/effect.ts';

const classes: Readonly<Record<NonNullable<EffectDeclaration['effect']>, readonly [EffectClass, ClientKind]>> = {
  mail: ['send', 'mail'],
  sms: ['send', 'sms'],
  push: ['send', 'push'],
  chat: ['send', 'chat'],
  payment: ['send', 'payment'],
  webhook: ['send', 'http'],
  write: ['write_nonidem', 'database'],
  read: ['read', 'database'],
  claim: ['guard', 'cache'],
  none: ['pure', 'computation'],
};

/** An effect that the settings declare, as the table of a client that has only this one. */
export function effectTable(declared: EffectDeclaration): ClientEffects {
  const { package: name, file, call = '', effect = 'none', idempotent = false, idempotencyKey } = declared;
  const source = name ?? file ?? '';
  const [type, kind] = classes[effect];
  const isRepeatable = idempotent && (type === 'send' || type === 'write_nonidem');
  return {
    name: source,
    packages: [source],
    kind,
    calls: { [isRepeatable ? 'write_idem' : type]: call },
    ...(idempotencyKey !== undefined && { idempotencyKey: String(idempotencyKey) }),
  };
}
