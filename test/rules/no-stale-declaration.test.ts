import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-stale-declaration');
