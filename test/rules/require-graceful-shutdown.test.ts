import { describeFixtures } from '../fixtures.ts';

describeFixtures('require-graceful-shutdown');
