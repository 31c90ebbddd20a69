import { describeFixtures } from '../fixtures.ts';

describeFixtures('require-delivery-dead-letter');
