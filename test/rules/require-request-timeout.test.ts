import { describeFixtures } from '../fixtures.ts';

describeFixtures('require-request-timeout');
