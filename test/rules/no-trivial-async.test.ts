import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-trivial-async');
