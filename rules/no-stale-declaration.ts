import type { Finding } from '../src/model/finding.ts';
import { intentWords } from '../src/model/intent.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { type StaleDeclaration, staleDeclarations, type Staleness } from '../src/queries/stale-declarations.ts';
import { placeOfIntent, type StatedIntent, statedIntents } from '../src/queries/stated-intents.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noStaleDeclaration = defineRule({
  name: 'no-stale-declaration',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow declarations and stated intents that do not fit the project', preset: 'recommended' },
    messages: {
      notImported: "'{{setting}}' speaks of '{{what}}', which no file imports: it says nothing.",
      notCalled: "'{{setting}}' speaks of '{{call}}' of '{{what}}', which nothing calls: it says nothing{{instead}}.",
      noFile: "'{{setting}}' speaks of '{{what}}', and there is no such file: it says nothing.",
      notExported: "'{{setting}}' speaks of the export '{{export}}', which no file of '{{what}}' has: it says nothing.",
      notUsed: "'{{setting}}' speaks of '{{what}}', which nothing sends to or consumes: it says nothing.",
      contradicted: "'{{setting}}' says of '{{what}}' that failed messages are {{stated}}, but {{where}} says the opposite, and counts.",
      unknownIntent: "Nobody understands 'async-patterns: {{word}}'; there are: {{words}}.",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const each of staleDeclarations(model)) yield ofDeclaration(each);
    for (const stated of statedIntents(model)) if (!Object.hasOwn(intentWords, stated.intent.word)) yield ofIntent(stated);
  },
});

function ofDeclaration({ declaration, staleness }: StaleDeclaration): Finding<Staleness['why']> {
  return {
    at: declaration.at,
    messageId: staleness.why,
    data: { setting: declaration.setting, ...dataOf(staleness) },
    because: staleness.why === 'contradicted' ? [{ at: staleness.by, note: staleness.keeps ? 'declares a dead-letter destination' : 'declares no dead-letter destination' }] : [],
  };
}

function ofIntent(stated: StatedIntent): Finding<'unknownIntent'> {
  const words = Object.keys(intentWords).map((each) => `'${each}'`);
  return { at: placeOfIntent(stated), messageId: 'unknownIntent', data: { word: stated.intent.word, words: words.join(', ') } };
}

function dataOf(staleness: Staleness): Readonly<Record<string, string>> {
  const { what } = staleness;
  switch (staleness.why) {
    case 'notCalled':
      return { what, call: staleness.call, instead: staleness.instead.length === 0 ? '' : `; calls of it: ${staleness.instead.map((key) => `'${key}'`).join(', ')}` };
    case 'notExported':
      return { what, export: staleness.export };
    case 'contradicted':
      return { what, stated: staleness.keeps ? 'lost' : 'kept', where: shortPath(staleness.by) };
    default:
      return { what };
  }
}
