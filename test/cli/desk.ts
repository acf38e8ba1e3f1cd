import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../hub/cli.ts';
import { openWriter } from '../../hub/store/open.ts';
import { TestShop } from '../rigs/shop.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own with a small shop in it, and the command line to use on it. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'tillside-cli-'));
  #ids = 0;

  path(name: string): string {
    return join(this.folder, name);
  }
  /** Puts a shop into the data folder; nobody has it open afterwards. */
  shop(data = 'data', work: (shop: TestShop) => void = () => {}): this {
    mkdirSync(this.path(`${data}/hub`), { recursive: true });
    const shop = new TestShop(openWriter(this.path(`${data}/hub/tillside.db`))).setUp();
    work(shop);
    shop.sql.close();
    return this;
  }
  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }
  async tillside(...args: string[]): Promise<Said> {
    let [out, err] = ['', ''];
    const code = await runCli(args, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      now: () => Date.UTC(2026, 10, 21, 3, 0, 0),
      newId: () => {
        this.#ids += 1;
        return `command-line-${this.#ids}`;
      },
      version: '0.1.0',
    });
    return { code, out, err };
  }
  /** The same with `--data` for the shop of this desk. */
  here(...args: string[]): Promise<Said> {
    return this.tillside(...args, '--data', this.path('data'));
  }
  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
