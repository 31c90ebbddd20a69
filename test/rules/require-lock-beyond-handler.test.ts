import { describeFixtures } from '../fixtures.ts';

describeFixtures('require-lock-beyond-handler');
