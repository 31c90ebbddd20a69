import type { Finding } from '../../model/finding.ts';

/** A file that declares infrastructure and is no source file. */
export function isInfrastructureFile(file: string): boolean {
  return /\.(?:ya?ml|jsonc?|toml|tf|tofu|bicep|template)$/.test(file);
}

/** Puts a finding where it is mended, if that is in an infrastructure file. */
export function whereItIsMended(finding: Finding): Finding {
  const { cause } = finding;
  return cause && isInfrastructureFile(cause.file) ? { ...finding, at: cause } : finding;
}
