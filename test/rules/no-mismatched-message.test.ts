import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-mismatched-message');
