import type { Edit, Evidence } from './finding.ts';
import type { Location } from './location.ts';

/** The whole result of an audit, as published in `docs/audit.schema.json`. */
export interface Audit {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** Absolute path of the audited folder. All other paths are relative to it, with `/`; lines and columns from 1. */
  readonly root: string;
  readonly destinations: readonly AuditDestination[];
  readonly consumers: readonly AuditConsumer[];
  readonly producers: readonly AuditProducer[];
  readonly entries: readonly AuditEntry[];
  readonly findings: readonly AuditFinding[];
  readonly unknowns: readonly AuditUnknown[];
  /** Files that could not be read, or not in full. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

export interface AuditDeadLetter {
  readonly status: 'kept' | 'lost' | 'unknown' | 'not-applicable';
  readonly fate?: string;
  readonly at?: Location;
}

export interface AuditDestination {
  readonly id: string;
  readonly system: string;
  readonly name?: string;
  readonly at?: Location;
  readonly deadLetter: AuditDeadLetter;
}

export interface AuditConsumer {
  readonly id: string;
  readonly library: string;
  readonly system: string;
  /** Name of the destination, as far as the sources tell it. */
  readonly destination?: string;
  readonly at: Location;
  readonly handler?: Location;
  /** Names of jobs the handler tells apart: each is a consumer of its own beside this one. `at`: where what is done for it starts. */
  readonly jobs: readonly { readonly name: string; readonly at: Location }[];
  readonly deadLetter: AuditDeadLetter;
  readonly idempotent: { readonly status: 'yes' | 'no' | 'unknown'; readonly at?: Location };
  /** How often a failing message is tried; `max` counts the first time. */
  readonly deliveries: { readonly status: 'bounded' | 'unbounded' | 'none' | 'unknown'; readonly max?: number };
  readonly settles: { readonly status: 'after-work' | 'early' | 'swallowed' | 'partly-swallowed' | 'unknown'; readonly at?: Location };
  readonly failureSignal: { readonly status: 'present' | 'missing' | 'unknown' };
}

export interface AuditProducer {
  readonly id: string;
  readonly library: string;
  readonly destination?: string;
  readonly at: Location;
  readonly outcome: 'awaited' | 'returned' | 'handed-over' | 'floating' | 'swallowed' | 'not-a-promise';
}

/** A synchronous call that comes in. */
export interface AuditEntry {
  readonly id: string;
  readonly kind: string;
  readonly method?: string;
  readonly path?: string;
  readonly at: Location;
}

export interface AuditFinding {
  readonly ruleId: string;
  readonly messageId: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  readonly at: Location;
  readonly cause?: Location;
  readonly consumer?: string;
  readonly because: readonly Evidence[];
  readonly suggestions: readonly { readonly title: string; readonly edits: readonly Edit[] }[];
}

export interface AuditUnknown {
  readonly at: Location;
  readonly reason: string;
  /** What would decide it: a file, a package, a setting. */
  readonly wouldDecide: string;
}
