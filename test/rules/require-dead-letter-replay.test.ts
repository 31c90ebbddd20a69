import { describeFixtures } from '../fixtures.ts';

describeFixtures('require-dead-letter-replay');
