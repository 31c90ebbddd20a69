import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-long-sync-chain');
