import { describeFixtures } from '../fixtures.ts';

describeFixtures('require-bounded-concurrency');
