import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-defeated-deduplication');
