import { describeFixtures } from '../fixtures.ts';

describeFixtures('require-partial-batch-response');
