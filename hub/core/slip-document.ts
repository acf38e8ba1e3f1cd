import type { Block, PrintDocument } from '../../firmware-bridge/contract/print-job.ts';
import type { SlipContent } from '../contract/slips.ts';
import { coverBlocks } from './papers/cover.ts';
import { paperLooks } from './papers/looks.ts';
import { taskBlocks } from './papers/task.ts';
import { kindOf } from './task-kinds.ts';
import { testBlocks } from './test-slip.ts';

/**
 * What stands on a slip, as a document for paper and screen: Chinese first, English beside it. A second paper of the
 * same slip says so at the top, in reverse print, with the number of the copy.
 */
export function slipDocument(content: SlipContent): PrintDocument {
  const { title, blocks } = body(content);
  const copy: Block[] =
    content.copy > 0
      ? [{ kind: 'text', text: ` 副本 COPY ${content.copy} `, align: 'center', size: 2, invert: true }]
      : [];
  return { title, blocks: [...copy, ...blocks] };
}

function body(content: SlipContent): PrintDocument {
  const { kind, task, test, paper } = content;
  if (test) return { title: '打印测试 Test print', blocks: testBlocks(content, test) };
  if (task) {
    const { zh, en } = kindOf(task.kind);
    return { title: `${zh} ${en} No. ${task.number}`, blocks: taskBlocks(content, task) };
  }
  if (paper && kind !== 'task' && kind !== 'cover' && kind !== 'test') {
    const { zh, en, blocks } = paperLooks[kind];
    return { title: `${zh} ${en} No. ${paper.number}`, blocks: blocks(content, paper) };
  }
  return { title: '交接清单 Slips of the shift', blocks: coverBlocks(content) };
}
