/**
 * The parts of escpos 2.5.2 this room uses: its byte builder and its table of commands. The adapters are never loaded,
 * which is why the two files are imported by path (the package's index would load serial, USB and Bluetooth code).
 */
declare module 'escpos/printer.js' {
  export default class Printer {
    constructor(adapter: null, options?: { encoding?: string });
    readonly buffer: { flush(): Buffer };
    print(content: string | Uint8Array): this;
    pureText(content: string, encoding?: string): this;
    align(to: 'LT' | 'CT' | 'RT'): this;
    hardware(what: 'INIT'): this;
    feed(lines: number): this;
    cut(partly: boolean, feed?: number): this;
    lineSpace(dots?: number | null): this;
  }
}

declare module 'escpos/commands.js' {
  const commands: {
    TEXT_FORMAT: {
      TXT_BOLD_ON: string;
      TXT_BOLD_OFF: string;
      TXT_CUSTOM_SIZE(width: number, height: number): string;
    };
    COLOR: { REVERSE: string; UNREVERSE: string };
    BARCODE_FORMAT: {
      BARCODE_TXT_OFF: string;
      BARCODE_CODE128: string;
      BARCODE_HEIGHT(dots: number): string;
    };
  };
  export default commands;
}
