import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-hazardous-broker-option');
