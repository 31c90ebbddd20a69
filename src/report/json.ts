import type { Audit } from '../model/audit.ts';

/** The audit as published in `docs/audit.schema.json`. */
export function jsonReport(audit: Audit): string {
  return `${JSON.stringify(audit, undefined, 2)}\n`;
}
