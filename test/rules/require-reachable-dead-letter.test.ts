import { describeFixtures } from '../fixtures.ts';

describeFixtures('require-reachable-dead-letter');
