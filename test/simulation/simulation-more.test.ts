import { test } from 'vitest';
import { expectSeedsToHold } from './seeds.ts';

// A file of its own, so that another worker can run it beside the first half.
test(
  'REL-02: whatever breaks in 250 more simulated days, every entry reaches HQ once, stock agrees and no paper lies',
  { timeout: 600_000 },
  () => expectSeedsToHold(251, 250),
);
