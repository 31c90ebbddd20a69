import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-send-in-transaction');
