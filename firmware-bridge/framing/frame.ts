/** What a framer hands on: the bytes of one code, and whether they are all of it. Pure data, no copies of later input. */
export type Frame = {
  bytes: Uint8Array;
  /** AIM symbology identifier where the transport carries it apart from the data (HID POS does). */
  aim?: string;
  fault?: 'too-long' | 'unreadable';
};

/** One gun's frames come out of one framer; it keeps at most `maxLength` bytes, whatever is poured in. */
export type Framer = {
  push(chunk: Uint8Array): Frame[];
  /** Ends a frame that has no terminator: called when the line has been silent for the configured gap. */
  flush(): Frame[];
  /** How many bytes wait for their terminator. */
  pending(): number;
};

/** Longer than any retail code (the largest QR holds 7,089 digits, none of them on a shelf). */
export const MAX_FRAME = 4096;

/** Bounded collector of bytes that remembers that it overflowed. */
export class FrameBuffer {
  readonly #store: Uint8Array;
  #length = 0;
  #overflowed = false;

  constructor(maxLength: number) {
    this.#store = new Uint8Array(maxLength);
  }

  get length(): number {
    return this.#length;
  }

  get overflowed(): boolean {
    return this.#overflowed;
  }

  add(bytes: Uint8Array): void {
    const room = this.#store.length - this.#length;
    if (bytes.length > room) this.#overflowed = true;
    const part = bytes.length > room ? bytes.subarray(0, room) : bytes;
    this.#store.set(part, this.#length);
    this.#length += part.length;
  }

  /** The frame so far (nothing when it is empty), and a clean start. */
  take(aim?: string): Frame[] {
    const frame: Frame = { bytes: this.#store.slice(0, this.#length) };
    if (aim !== undefined) frame.aim = aim;
    if (this.#overflowed) frame.fault = 'too-long';
    const isEmpty = this.#length === 0;
    this.clear();
    return isEmpty ? [] : [frame];
  }

  clear(): void {
    this.#length = 0;
    this.#overflowed = false;
  }
}
