import { describeFixtures } from '../fixtures.ts';

describeFixtures('no-message-cycle');
