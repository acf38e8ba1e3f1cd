import type { problems as zh } from '../zh-cn/problems.ts';

export const problems: Readonly<Record<keyof typeof zh, string>> = {
  'problem.unreachable': 'The hub does not answer; it is asked again by itself.',
  'problem.disk-full': 'The hub’s disk is full and nothing was written. Make room, then do it again.',
  'problem.disk-failed': 'The hub’s disk failed and nothing was written. Have the hub looked at.',
  'problem.bug': 'Something broke inside the hub and nothing was written. Tell whoever looks after it.',
};
