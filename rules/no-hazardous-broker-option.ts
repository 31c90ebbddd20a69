import { hazardsOf } from '../src/queries/hazards-of.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noHazardousBrokerOption = defineRule({
  name: 'no-hazardous-broker-option',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow options of messaging libraries that lose, repeat or refuse messages', preset: 'strict' },
    messages: {
      lost: "Messages of '{{name}}' are lost: {{says}}",
      refused: "Messages to '{{name}}' are refused: {{says}}",
      ignored: "An option of '{{name}}' has no effect: {{says}}",
      unlimited: "Nothing limits what '{{name}}' has in work: {{says}}",
      overlapping: "A message of '{{name}}' may be in work twice at once: {{says}}",
      repeated: "Messages of '{{name}}' come again without end: {{says}}",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const { at, harm, name, says, suggestions = [] } of hazardsOf(model)) yield { at, messageId: harm, data: { name, says }, suggestions };
  },
});
