/** Wrong use: no such folder, a wrong option. The message is a sentence that says what to do; it is shown without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
