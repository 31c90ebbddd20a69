import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-swallowed-failure');
