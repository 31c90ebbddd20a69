import { batchResponseOf } from '../src/queries/batch-response-of.ts';
import { consumerName } from '../src/queries/consumer-name.ts';
import { namingFailures } from '../src/queries/edits/naming-failures.ts';
import { shortPath } from '../src/queries/short-path.ts';
import { defineRule } from '../src/rule/rule.ts';

export const requirePartialBatchResponse = defineRule({
  name: 'require-partial-batch-response',
  meta: {
    type: 'problem',
    docs: { description: 'Require handlers of batches to say which messages failed', preset: 'strict' },
    messages: {
      neverSaid: "The mapping of '{{consumer}}' ({{declared}}) asks which messages failed, but the handler never says: one failure brings the whole batch again.",
      wholeBatch: "One message of '{{consumer}}' that fails ({{work}}) makes its whole batch come again, what is done included: nothing tells them apart ({{remedy}}).",
      listAsJob: "pg-boss hands the handler of '{{consumer}}' a list of jobs since version 10, but it reads 'data' of the list: that is undefined.",
    },
    options: {},
    defaultOptions: {},
  },
  *check(model) {
    for (const consumer of model.consumers) {
      const response = batchResponseOf(model, consumer);
      if (!response) continue;
      const declared = 'declaredAt' in response ? response.declaredAt : undefined;
      const work = 'work' in response ? response.work : undefined;
      yield {
        at: response.at,
        messageId: response.how,
        data: {
          consumer: consumerName(consumer),
          declared: declared ? shortPath(declared) : '',
          work: work ? shortPath(work) : '',
          remedy: response.how === 'wholeBatch' ? `missing: ${response.remedy}` : '',
        },
        because: [...(work ? [{ at: work, note: 'one failure here ends the handler' }] : []), ...(declared ? [{ at: declared, note: 'the event source mapping' }] : [])],
        suggestions: 'each' in response && response.each ? namingFailures(model, consumer, response.each) : [],
        consumer: consumer.id,
      };
    }
  },
});
