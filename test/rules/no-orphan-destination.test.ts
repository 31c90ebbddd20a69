import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-orphan-destination');
