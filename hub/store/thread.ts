import { Worker } from 'node:worker_threads';

/**
 * A thread that runs one of our own files. Built programs start it as it is; run from the sources, the thread must
 * learn TypeScript first, because a loader of the main thread does not reach into others.
 * @param name beside `from`, without its extension
 */
export function startThread(name: string, from: string, workerData: unknown): Worker {
  const extension = from.endsWith('.ts') ? '.ts' : '.js';
  const url = new URL(`./${name}${extension}`, from);
  if (extension === '.js') return new Worker(url, { workerData });
  const learn = `import('tsx/esm/api').then((tsx) => { tsx.register(); return import(${JSON.stringify(url.href)}); })`;
  return new Worker(learn, { workerData, eval: true });
}
