import { describeFixtures } from '../fixtures.ts';

describeFixtures('require-retry');
