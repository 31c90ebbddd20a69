import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-floating-send');
