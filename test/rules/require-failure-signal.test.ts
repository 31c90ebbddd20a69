import { describeFixtures } from '../fixtures.ts';

describeFixtures('require-failure-signal');
