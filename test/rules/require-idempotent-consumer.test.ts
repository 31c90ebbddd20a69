import { describeFixtures } from '../fixtures.ts';

describeFixtures('require-idempotent-consumer');
