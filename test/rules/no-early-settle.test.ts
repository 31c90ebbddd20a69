import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-early-settle');
