import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-dual-write');
