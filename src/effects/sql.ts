import type { EffectClass } from '../model/effect.ts';

/** `version = version + 1`: a counter that is only asked whether it changed may be counted twice. */
const NO_VERSION = '(?!\\w*(?:version|revision)["`]?\\s*=)';

/** `n = n + 1`, array appends: the statement's result depends on what was there. */
const ACCUMULATES =
  `(?:(?:\\b${NO_VERSION}(\\w+)["\`]?\\s*=\\s*(?!["\`]?excluded\\b)(?:["\`]?\\w+["\`]?\\.)?["\`]?\\1["\`]?\\s*[-+*/|])|(?:\\b${NO_VERSION}(\\w+)["\`]?\\s*=\\s*[^,;]*[-+*/|]\\s*(?!excluded\\.)(?:["\`]?\\w+["\`]?\\.)?["\`]?\\2\\b)|array_append\\(|array_cat\\(|jsonb_insert\\(|json_array_append\\()`;

/** `INSERT INTO t … WHERE NOT EXISTS (SELECT … FROM t …)`, `… LEFT JOIN t x … WHERE x.id IS NULL`: only what is not there yet. */
const MISSING_ONLY =
  /\binsert\s+into\s+(["`\w.…]+)[\s\S]*?\bselect\b[\s\S]*(?:\bnot\s+(?:exists|in)\s*\(\s*select\b[^;]*?\bfrom\s+\1(?![\w."`])|\bexcept\s+select\b[^;]*?\bfrom\s+\1(?![\w."`])|\bleft\s+(?:outer\s+)?join\s+\1\s+(?:as\s+)?["`]?(\w+)["`]?[^;]*\b(?:\2|\1)["`]?\.["`]?\w+["`]?\s+is\s+null\b)/i;

/** In order: the first that matches decides. Checked on 38 sample statements when the table was made. */
const FORMS: readonly (readonly [RegExp, EffectClass])[] = [
  [/^\s*(create|alter|drop)\b/i, 'admin'],
  [/pg_notify\(|^\s*notify\b/i, 'publish'],
  [/pg_(try_)?advisory(_xact)?_lock|get_lock\(/i, 'lock'],
  [/^\s*select\b[\s\S]*\bfor\s+(no\s+key\s+)?update\b/i, 'lock'],
  [/^\s*(select|with\b(?![\s\S]*\b(insert|update|delete)\b)|show|explain|values|pragma)\b/i, 'read'],
  [/\binsert\s+into\b[\s\S]*\bon\s+conflict\b[\s\S]*\bdo\s+nothing\b/i, 'guard'],
  [new RegExp(`\\bon\\s+conflict\\b[\\s\\S]*\\bdo\\s+update\\b[\\s\\S]*${ACCUMULATES}`, 'i'), 'write_nonidem'],
  [/\binsert\s+into\b[\s\S]*\bon\s+conflict\b[\s\S]*\bdo\s+update\b/i, 'write_idem'],
  [new RegExp(`\\bon\\s+duplicate\\s+key\\s+update\\b[\\s\\S]*${ACCUMULATES}`, 'i'), 'write_nonidem'],
  [/\binsert\s+ignore\b/i, 'guard'],
  [/\bon\s+duplicate\s+key\s+update\b|\breplace\s+into\b|\bmerge\s+into\b|\binsert\s+or\s+(replace|ignore)\b/i, 'write_idem'],
  [MISSING_ONLY, 'write_idem'],
  [/\binsert\s+into\b/i, 'write_nonidem'],
  [new RegExp(`\\bupdate\\b[\\s\\S]*\\bset\\b[\\s\\S]*${ACCUMULATES}`, 'i'), 'write_nonidem'],
  [/\bupdate\b[\s\S]*\bset\b[\s\S]*\bwhere\b[\s\S]*\b(status|state|version|processed\w*|handled\w*)\b/i, 'guard'],
  [/\bupdate\b/i, 'write_idem'],
  [/\bdelete\s+from\b|\btruncate\b/i, 'write_idem'],
  [/^\s*(begin|start transaction|commit|rollback|savepoint)/i, 'tx'],
];

/** Inserts of which the text does not say whether the row may be there already. */
const UNDECIDED: readonly RegExp[] = [
  // `INSERT … VALUES (…) ${onConflict}`: the hole may say what is done then.
  /\binsert\s+into\b[\s\S]*\bvalues\b[\s\S]*\)(?:(?!\breturning\b)[^)])*…/i,
  // `WITH moved AS (DELETE … RETURNING *) INSERT INTO … SELECT … FROM moved`: only rows that this run changed.
  /\bwith\b[\s\S]*\b(?:update|delete)\b[\s\S]*\breturning\b[\s\S]*\binsert\s+into\b[\s\S]*\bselect\b/i,
];

/** Parameters of pg-promise, which look like divisions: `price = $/price/`. Source: pg-promise 12.7.1, "Named Parameters". */
const NAMED_PARAMETER = /\$(?:\/[^/\s]+\/|\([^)\s]+\)|<[^>\s]+>|\[[^\]\s]+\])/g;

/** SQL above this length is generated data, not a statement somebody wrote. */
const LONGEST = 20_000;

/** What a statement does, by its constant text. */
export function sqlClass(statement: string): EffectClass | undefined {
  const text = statement.slice(0, LONGEST).replaceAll(NAMED_PARAMETER, '?');
  const type = FORMS.find(([form]) => form.test(text))?.[1];
  return type === 'write_nonidem' && UNDECIDED.some((form) => form.test(text)) ? undefined : type;
}
