import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TaskDetail } from '../../hub/contract/task-detail.ts';
import { type Answer, type Done, RunningHub } from './running-hub.ts';

const hub = new RunningHub();
beforeAll(async () => {
  await hub.start({ demo: true });
}, 30_000);
afterAll(() => hub.close());

const photo = (shade: number): Promise<Buffer> =>
  sharp({ create: { width: 800, height: 600, channels: 3, background: { r: shade, g: 90, b: 120 } } })
    .jpeg()
    .toBuffer();
async function send(task: string, bytes: Buffer, id: string): Promise<Answer<Done>> {
  const answer = await fetch(`${hub.url}/api/v1/tasks/${task}/photos?id=${id}&staff=s4`, {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg' },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, type: '', body: (await answer.json()) as Done };
}

test('TASK-05: a photo is kept by what it is, graded, known again, and shown without what it knew of time and place', async () => {
  const made = await hub.must('tasks.create', { kind: 'display', staff: 's2' });
  const task = made.entries.map(({ data }) => (data as { task?: string }).task).find(Boolean) ?? '';
  const first = await send(task, await photo(200), 'photo-test-1');
  expect(first.status).toBe(200);
  expect((await send(task, await photo(200), 'photo-test-1')).body.repeated).toBe(true);
  await send(task, await photo(200), 'photo-test-2');
  const { body: detail } = await hub.get<TaskDetail>(`/api/v1/tasks/${task}`);
  expect(detail.missing).toEqual([]);
  expect(detail.evidence).toMatchObject([
    { kind: 'photo', staff: 's4', grade: 'B', faults: ['blurred'] },
    { kind: 'photo', grade: 'D', likeNumber: detail.task.number },
  ]);
  const shown = await fetch(`${hub.url}/api/v1/pictures/${detail.evidence[0]?.photo}`);
  expect(shown.headers.get('content-type')).toBe('image/jpeg');
  expect((await sharp(Buffer.from(await shown.arrayBuffer())).metadata()).exif).toBeUndefined();
  expect((await send(task, Buffer.from('no picture at all'), 'photo-test-3')).status).toBe(415);
  expect((await fetch(`${hub.url}/api/v1/pictures/..%2f..%2fpins.key`)).status).toBe(404);
}, 20_000);
