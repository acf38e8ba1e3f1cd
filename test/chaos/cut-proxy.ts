import { connect, createServer, type Server, type Socket } from 'node:net';

/** The wire between stores and their broker: it can be cut, and it can go silent without either end being told. */
export class CutProxy {
  readonly #server: Server;
  readonly #pairs = new Set<[Socket, Socket]>();
  readonly #target: () => number;
  #silent = false;
  port = 0;

  constructor(target: () => number) {
    this.#target = target;
    this.#server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
  }

  #accept(near: Socket): void {
    const far = connect({ port: this.#target(), host: '127.0.0.1', noDelay: true });
    const pair: [Socket, Socket] = [near, far];
    this.#pairs.add(pair);
    const end = (): void => {
      near.destroy();
      far.destroy();
      this.#pairs.delete(pair);
    };
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (chunk) => this.#silent || to.write(chunk));
      from.on('error', end);
      from.on('close', end);
    }
  }

  async open(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    const address = this.#server.address();
    this.port = typeof address === 'object' && address !== null ? address.port : 0;
    return this;
  }

  cut(): void {
    for (const [near] of [...this.#pairs]) near.destroy();
  }

  /** What is sent meanwhile is lost, as on a line that hangs; then the line breaks. */
  async silence(ms: number): Promise<void> {
    this.#silent = true;
    await new Promise((done) => setTimeout(done, ms));
    this.#silent = false;
    this.cut();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }
}
