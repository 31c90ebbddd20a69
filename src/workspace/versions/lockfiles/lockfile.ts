/** The versions that a package manager settled on. */
export interface Lockfile {
  /**
   * In: the folder of the importing package, relative to the lockfile's; the package; and the range it is declared with.
   * Out: the version as written, where the lockfile knows it.
   */
  versionOf(folder: string, name: string, range: string | undefined): string | undefined;
}
