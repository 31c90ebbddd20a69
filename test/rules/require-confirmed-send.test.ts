import { describeFixtures } from '../fixtures.ts';

describeFixtures('require-confirmed-send');
