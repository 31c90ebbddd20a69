import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-awaited-reply');
