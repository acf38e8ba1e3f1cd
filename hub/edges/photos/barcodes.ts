import { startThread } from '../../store/thread.ts';

export interface PhotoCode {
  readonly text: string;
  readonly format: string;
}
/** Looks for codes in a thread of its own, so that nobody who scans waits for a photo. */
export interface CodeReader {
  /** Every code on a photo of a shelf, each once; none where the reader failed. */
  codesOn(jpeg: Buffer): Promise<readonly PhotoCode[]>;
  close(): Promise<void>;
}

export interface ReadRequest {
  readonly id: number;
  readonly jpeg: Uint8Array;
}
export interface ReadAnswer {
  readonly id: number;
  readonly codes: readonly PhotoCode[];
}

/** The thread is started by the first photo: a shop that takes none has none. */
export function openCodeReader(): CodeReader {
  const waiting = new Map<number, (codes: readonly PhotoCode[]) => void>();
  let thread: ReturnType<typeof startThread> | undefined;
  let last = 0;
  const start = (): ReturnType<typeof startThread> => {
    const fresh = startThread('barcode-thread', import.meta.url, null);
    fresh.unref();
    fresh.on('message', ({ id, codes }: ReadAnswer) => {
      waiting.get(id)?.(codes);
      waiting.delete(id);
    });
    fresh.on('error', () => {
      for (const settle of waiting.values()) settle([]);
      waiting.clear();
      thread = undefined;
    });
    return fresh;
  };
  return {
    codesOn(jpeg) {
      thread ??= start();
      last += 1;
      const request: ReadRequest = { id: last, jpeg: new Uint8Array(jpeg) };
      return new Promise((settle) => {
        waiting.set(request.id, settle);
        thread?.postMessage(request);
      });
    },
    async close() {
      await thread?.terminate();
    },
  };
}
