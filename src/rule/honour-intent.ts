import type { ProjectModel } from '../link/project-model.ts';
import type { Finding } from '../model/finding.ts';
import { type IntentWord, intentWords } from '../model/intent.ts';
import { placeOfIntent, placesOf, type StatedIntent, statedIntent, statedIntents } from '../queries/stated-intents.ts';

/** Said by every rule that honours an intent, at the comment that states it. */
export const intentMessages = {
  unusedIntent: "It is stated that {{meaning}}, but '{{rule}}' has nothing to say here: remove 'async-patterns: {{word}}'.",
  intentWithoutReason: "It is stated that {{meaning}}, but not why: put the reason behind '{{word}}'.",
};

/** Leaves out what is on purpose, and tells of intents that need no longer be stated, or have no reason. */
export function* honourIntent(model: ProjectModel, rule: string, word: IntentWord, findings: Iterable<Finding>): Iterable<Finding> {
  const stated = statedIntents(model).filter(({ intent }) => intent.word === word);
  const used = new Set<StatedIntent['intent']>();
  for (const finding of findings) {
    const answer = stated.length === 0 ? undefined : statedIntent(model, word, placesOf(model, finding));
    if (answer) used.add(answer.intent);
    else yield finding;
  }
  for (const each of stated) {
    const { reason, tag } = each.intent;
    const data = { rule, word: tag ? `@${word}` : word, meaning: intentWords[word] };
    // A tag documents its function, whatever a rule thinks of it.
    if (!used.has(each.intent)) {
      if (!tag) yield { at: placeOfIntent(each), messageId: 'unusedIntent', data };
    } else if (reason === '') yield { at: placeOfIntent(each), messageId: 'intentWithoutReason', data };
  }
}
