import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/**
 * Reads along the fixed headers of MQTT packets and cuts the line before a packet larger than the limit is gathered in
 * memory: the broker inside would wait for all of it first.
 */
export class SizeGuard extends Duplex {
  readonly socket: Socket;
  /** Largest packet taken, in bytes; small until the client has shown who it is. */
  limit: number;
  #left = 0;
  #length = 0;
  #shift = -1;

  constructor(socket: Socket, limit: number) {
    super({ allowHalfOpen: false });
    this.socket = socket;
    this.limit = limit;
    socket.on('data', (chunk: Buffer) => {
      if (!this.#fits(chunk)) this.destroy(new Error('packet too large'));
      else if (!this.push(chunk)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  /** A chunk may hold the rest of one packet, many whole ones and the beginning of another. */
  #fits(chunk: Uint8Array): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.#left > 0) {
        const step = Math.min(this.#left, chunk.length - at);
        this.#left -= step;
        at += step;
      } else if (this.#shift < 0) {
        this.#shift = 0;
        this.#length = 0;
        at += 1;
      } else {
        const byte = chunk[at] ?? 0;
        at += 1;
        this.#length += (byte & 0x7f) * 2 ** this.#shift;
        this.#shift += 7;
        if (this.#length > this.limit || (byte >= 0x80 && this.#shift > 21)) return false;
        if (byte < 0x80) {
          this.#left = this.#length;
          this.#shift = -1;
        }
      }
    }
    return true;
  }

  override _read(): void {
    this.socket.resume();
  }
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.socket.write(chunk, done);
  }
  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.socket.write(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }
  override _final(done: (error?: Error | null) => void): void {
    this.socket.end(done);
  }
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.socket.destroy();
    done(error);
  }
}
