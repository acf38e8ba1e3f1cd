#!/usr/bin/env node
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CannotStart, claim, release } from './launch/data-folder.mjs';
import { greet, sayHealth } from './launch/greet.mjs';
import { checkNode, SetUpFailed, setUp } from './launch/set-up.mjs';
import { openShop } from './launch/shop.mjs';

const HELP = `npm start -- [options]        启动 Tillside；首次启动会自动准备一家演示店
                              Starts Tillside; the first start sets up a demo shop

  --data DIR      数据文件夹      where the shop's data is kept               (./data)
  --port N        页面端口        port of the pages                           (8420)
  --hq-port N     总部页面端口    port of the HQ page                         (8421)
  --mqtt-port N   总部链路端口    port on which HQ hears from shops           (8422)
  --lan           允许局域网访问  lets phones and tablets of this network in
  --no-demo       空店启动        begins with an empty shop
  --no-relay      不启动总部      runs without the HQ on this machine
  --help          显示本说明      shows this
`;
const options = {
  data: { type: 'string', default: 'data' },
  port: { type: 'string' },
  'hq-port': { type: 'string' },
  'mqtt-port': { type: 'string' },
  lan: { type: 'boolean', default: false },
  'no-demo': { type: 'boolean', default: false },
  'no-relay': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};
class WrongUse extends Error {}
const say = (line) => process.stdout.write(`${line}\n`);

function readArguments() {
  let values;
  try {
    ({ values } = parseArgs({ options, allowPositionals: false }));
  } catch (error) {
    throw new WrongUse(error.message);
  }
  for (const name of ['port', 'hq-port', 'mqtt-port'])
    if (values[name] !== undefined && !(/^\d{1,5}$/.test(values[name]) && Number(values[name]) < 65_536))
      throw new WrongUse(`--${name} 应为 0–65535 的数字。--${name} expects a port number from 0 to 65535.`);
  return { ...values, data: resolve(values.data) };
}

/** Sets up, starts the programs, says where they are, and ends them all when asked to. */
async function main() {
  checkNode();
  const wanted = readArguments();
  if (wanted.help) return say(HELP);
  await setUp(say);
  mkdirSync(join(wanted.data, 'secrets'), { recursive: true, mode: 0o700 });
  await claim(wanted.data);
  const shop = await openShop(wanted, say);
  const close = closer(shop, wanted.data);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void close(0));
  try {
    const hub = await shop.opened;
    await greet(hub, wanted, say);
    await sayHealth(hub, await shop.hq, say);
  } catch (error) {
    await close(1, error.message);
  }
}

/** Ends the shop once, however often it is asked to. */
function closer(shop, data) {
  let isClosing = false;
  return async (code, sentence) => {
    if (isClosing) return;
    isClosing = true;
    if (sentence) process.stderr.write(`${sentence}\n`);
    else say('\n正在关闭… Closing …');
    await shop.close();
    release(data);
    process.exit(code);
  };
}

main().catch((error) => {
  const known = error instanceof SetUpFailed || error instanceof CannotStart || error instanceof WrongUse;
  process.stderr.write(`${known ? error.message : (error.stack ?? error)}\n`);
  if (error instanceof WrongUse) process.stderr.write(`\n${HELP}`);
  process.exit(error instanceof WrongUse ? 2 : 1);
});
