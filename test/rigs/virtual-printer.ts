import { code128Piece, drawPaper, ean13Piece, type Piece, qrPiece, textRows } from './virtual-paper.ts';
import {
  type Fault,
  PLAIN,
  type PrinterSettings,
  type Style,
  statusAnswer,
  type Unknown,
} from './virtual-printer-parts.ts';

/**
 * A strict ESC/POS printer in memory: bytes in, answers out, and the paper that came out of it. Commands it does not
 * know are recorded, not guessed. Like a real one it stops working when paper is out, keeps what it was sent, answers
 * real-time requests all the same, and goes on when paper is back.
 */
export class VirtualPrinter {
  readonly unknown: Unknown[] = [];
  readonly paper: Piece[] = [];
  cuts = 0;
  /** What `GS a` left on; a job must leave it off. */
  automaticStatus = 0;
  received = 0;
  dead = false;
  condition: 'ok' | 'busy' | 'paper-out' | 'cover-open' = 'ok';
  /** How many more fences it works through before it is busy again; a slow printer with a large buffer. */
  patience = Number.POSITIVE_INFINITY;
  fault: Fault | undefined;
  readonly #decoder: TextDecoder;
  readonly #dots: number;
  #queue: number[] = [];
  #answers: number[] = [];
  #chinese = true;
  #style: Style = PLAIN;
  #align = 0;
  #left = 0;
  #width: number;
  #spacing = 30;
  #x = 0;
  #y = 0;
  #line: Piece[] = [];
  #bar = { width: 3, height: 162 };
  #qr = { cell: 3, level: 'M', data: '' };

  constructor(settings: PrinterSettings = {}) {
    this.#decoder = new TextDecoder(settings.encoding ?? 'gb18030', { fatal: true });
    this.#dots = settings.dots ?? 576;
    this.#width = this.#dots;
  }

  /** Text of the paper, one string per line, columns in reading order. */
  get text(): string[] {
    return textRows(this.paper);
  }

  /** Whether anything at all came out, be it half a slip. */
  get isBlank(): boolean {
    return this.paper.length === 0 && this.cuts === 0;
  }

  toPng(): Buffer {
    return drawPaper(this.paper, this.#dots, this.#y);
  }

  /** Takes bytes as they come down the cable and gives back what it answers. */
  receive(bytes: Uint8Array): Uint8Array {
    for (const byte of bytes) {
      if (this.fault && this.received >= this.fault.at) this.#strike(this.fault);
      if (this.dead) break;
      this.received++;
      this.#queue.push(byte);
      this.#realTime();
      this.#work();
    }
    const answers = Uint8Array.from(this.#answers);
    this.#answers = [];
    return this.fault?.kind === 'mute' && this.received >= this.fault.at ? new Uint8Array() : answers;
  }

  /** Someone put paper in and closed the cover. */
  mend(): Uint8Array {
    this.condition = 'ok';
    if (this.fault?.kind === 'paper-out' || this.fault?.kind === 'cover-open') this.fault = undefined;
    this.#work();
    return this.receive(new Uint8Array());
  }

  /** Switched off and on again: what was in its buffer is gone, what is on paper stays. */
  restart(): void {
    this.dead = false;
    this.fault = undefined;
    this.condition = 'ok';
    this.#queue = [];
    this.#answers = [];
    this.#line = [];
    this.#reset();
  }

  /** Works on through this many fences, then is busy again. */
  workThrough(fences: number): Uint8Array {
    this.patience = fences;
    return this.mend();
  }

  #strike(fault: Fault): void {
    if (fault.kind === 'cut') this.dead = true;
    if (fault.kind === 'paper-out' || fault.kind === 'cover-open') this.condition = fault.kind;
    if (fault.kind === 'garbage' && this.received === fault.at) this.#answers.push(0xff, 0x55, 0x11, 0x13, 0xaa, 0x91);
  }

  /** Real-time requests are taken out of the queue wherever they stand while the printer is stopped. */
  #realTime(): void {
    if (this.condition === 'ok') return;
    const at = this.#queue.length - 3;
    if (at >= 0 && this.#queue[at] === 0x10 && this.#queue[at + 1] === 0x04) {
      this.#status(this.#queue[at + 2] ?? 0);
      this.#queue.length = at;
    }
  }

  #status(n: number): void {
    this.#answers.push(...statusAnswer(n, this.condition));
  }

  #work(): void {
    while (this.condition === 'ok' && this.#queue.length > 0) {
      const taken = this.#command(this.#queue);
      if (taken === 0) return;
      this.#queue.splice(0, taken);
    }
  }

  /** Works off one command; gives its length, or 0 if more bytes must come first. */
  #command(q: number[]): number {
    const first = q[0] ?? 0;
    if (first === 0x00) return 1;
    if (first === 0x0a) return this.#feed();
    if (first === 0x10 && q.length < 3) return 0;
    if (first === 0x10 && q[1] === 0x04) this.#status(q[2] ?? 0);
    if (first === 0x10) return q[1] === 0x04 ? 3 : this.#strange(3);
    if (first === 0x1b) return this.#escape(q);
    if (first === 0x1c) return this.#fs(q);
    if (first === 0x1d) return this.#gs(q);
    if (first < 0x20 || first === 0x7f) return this.#strange(1);
    return this.#character(q);
  }

  #strange(length: number): number {
    const hex = Buffer.from(this.#queue.slice(0, length)).toString('hex');
    this.unknown.push({ offset: this.received, hex });
    return length;
  }

  #character(q: number[]): number {
    const first = q[0] ?? 0;
    const isDouble = first >= 0x81;
    if (isDouble && !this.#chinese) return this.#strange(1);
    if (isDouble && q.length < 2) return 0;
    try {
      const text = isDouble ? this.#decoder.decode(Uint8Array.from(q.slice(0, 2))) : String.fromCharCode(first);
      if (/\p{Co}/u.test(text)) return this.#strange(2);
      const wide = (isDouble ? 24 : 12) * this.#style.width;
      if (this.#x + wide > this.#width) this.#feed();
      this.#line.push({ kind: 'text', text, x: this.#x, y: 0, wide, ...this.#style });
      this.#x += wide;
    } catch {
      return this.#strange(2);
    }
    return isDouble ? 2 : 1;
  }

  /** Prints the line: only now is it on paper. */
  #feed(): number {
    const tall = Math.max(this.#spacing, ...this.#line.map((p) => 24 * (p.kind === 'text' ? p.height : 1) + 6));
    const used = Math.max(0, ...this.#line.map((p) => p.x + p.wide));
    const shift = this.#left + Math.floor(((this.#width - used) * this.#align) / 2);
    for (const piece of this.#line) this.paper.push({ ...piece, x: piece.x + shift, y: this.#y + tall });
    this.#y += tall;
    this.#x = 0;
    this.#line = [];
    return 1;
  }

  #place(wide: number, tall: number, make: (x: number, y: number) => Piece): void {
    const x = this.#left + Math.floor(((this.#width - wide) * this.#align) / 2);
    if (wide > this.#width) this.unknown.push({ offset: this.received, hex: `too wide: ${wide}` });
    else this.paper.push(make(x, this.#y));
    this.#y += tall;
  }

  #escape(q: number[]): number {
    if (q.length < 2) return 0;
    const [, letter = 0, n = 0, high = 0] = q;
    const command = String.fromCharCode(letter);
    const length = { '@': 2, '2': 2, $: 4, '\\': 4 }[command] ?? 3;
    if (!'@2$\\3aEt!-'.includes(command)) return this.#strange(2);
    if (q.length < length) return 0;
    if (command === '@') this.#reset();
    else if (command === '2') this.#spacing = 30;
    else if (command === '3') this.#spacing = n;
    else if (command === 'a') this.#align = n & 3;
    else if (command === 'E') this.#style = { ...this.#style, bold: (n & 1) === 1 };
    else if (command === '$') this.#x = n + high * 256;
    else if (command === '\\') this.#x += ((n + high * 256) << 16) >> 16;
    else if (command === '!') this.#style = { ...this.#style, width: n & 0x20 ? 2 : 1, height: n & 0x10 ? 2 : 1 };
    return length;
  }

  #reset(): void {
    this.#style = PLAIN;
    this.#align = 0;
    this.#left = 0;
    this.#width = this.#dots;
    this.#spacing = 30;
    this.#line = [];
    this.#x = 0;
  }

  #fs(q: number[]): number {
    if (q.length < 2) return 0;
    if (q[1] !== 0x26 && q[1] !== 0x2e) return this.#strange(2);
    this.#chinese = q[1] === 0x26;
    return 2;
  }

  #gs(q: number[]): number {
    if (q.length < 3) return 0;
    const command = String.fromCharCode(q[1] ?? 0);
    const [, , n = 0, high = 0] = q;
    if (command === '(') return this.#gsExtended(q);
    if (command === 'k') return this.#barcode(q);
    if (command === 'v') return this.#raster(q);
    if (command === 'L' || command === 'W') {
      if (q.length < 4) return 0;
      if (command === 'L') this.#left = n + high * 256;
      else this.#width = Math.min(n + high * 256, this.#dots - this.#left);
      return 4;
    }
    if (command === 'V') return n >= 0x41 ? (q.length < 4 ? 0 : this.#cut(4)) : this.#cut(3);
    if (command === '!') this.#style = { ...this.#style, width: ((n >> 4) & 7) + 1, height: (n & 7) + 1 };
    else if (command === 'B') this.#style = { ...this.#style, invert: (n & 1) === 1 };
    else if (command === 'w') this.#bar = { ...this.#bar, width: n };
    else if (command === 'h') this.#bar = { ...this.#bar, height: n };
    else if (command === 'a') this.automaticStatus = n;
    else if (command === 'r') {
      this.#answers.push(0x00);
      if (--this.patience <= 0) this.condition = 'busy';
    } else if (!'Hf'.includes(command)) return this.#strange(3);
    return 3;
  }

  #cut(length: number): number {
    if (this.#line.length > 0) this.#feed();
    this.cuts++;
    this.paper.push({ kind: 'cut', x: 0, y: this.#y, wide: this.#dots });
    this.#y += 40;
    return length;
  }

  #barcode(q: number[]): number {
    const [, , kind = 0, count = 0] = q;
    if (kind !== 73 && kind !== 67) return this.#strange(3);
    if (q.length < 4 || q.length < 4 + count) return 0;
    const piece = (kind === 67 ? ean13Piece : code128Piece)(q.slice(4, 4 + count), this.#bar);
    if (piece === undefined) this.#strange(4 + count);
    else this.#place(piece.wide, this.#bar.height, (x, y) => ({ ...piece, x, y }));
    return 4 + count;
  }

  #gsExtended(q: number[]): number {
    if (q.length < 5) return 0;
    const length = 5 + (q[3] ?? 0) + (q[4] ?? 0) * 256;
    if (q.length < length) return 0;
    const [kind = 0, fn = 0, ...rest] = q.slice(5, length);
    if (q[2] === 0x48 && kind === 0x30) {
      this.#answers.push(0x37, 0x22, ...rest.slice(0, 4), 0x00);
      return length;
    }
    if (q[2] !== 0x6b || kind !== 0x31) return this.#strange(length);
    if (fn === 0x43) this.#qr = { ...this.#qr, cell: rest[0] ?? 3 };
    else if (fn === 0x45) this.#qr = { ...this.#qr, level: 'LMQH'[(rest[0] ?? 0x31) - 0x30] ?? 'M' };
    else if (fn === 0x50) this.#qr = { ...this.#qr, data: Buffer.from(rest.slice(1)).toString('utf8') };
    else if (fn === 0x51) {
      const piece = qrPiece(this.#qr);
      this.#place(piece.wide, piece.wide, (x, y) => ({ ...piece, x, y }));
    } else if (fn !== 0x41) return this.#strange(length);
    return length;
  }

  #raster(q: number[]): number {
    if (q.length < 8) return 0;
    const [across, down] = [(q[4] ?? 0) + (q[5] ?? 0) * 256, (q[6] ?? 0) + (q[7] ?? 0) * 256];
    const length = 8 + across * down;
    if (q.length < length) return 0;
    const bits = q.slice(8, length);
    this.#place(across * 8, down, (x, y) => ({ kind: 'raster', x, y, wide: across * 8, across, bits }));
    return length;
  }
}
