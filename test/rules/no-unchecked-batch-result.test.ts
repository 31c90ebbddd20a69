import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-unchecked-batch-result');
