/** Says where the shop is, as soon as it is open. */
export async function greet(hub, { data, lan }, say) {
  say('');
  say(`  Tillside 已启动  Tillside is open        ${hub}`);
  say(`  收银台  Counter     ${hub}/counter/counter-1`);
  say(`  看板    Board       ${hub}/board`);
  if (lan)
    for (const address of await ownAddresses()) say(`  局域网  Network     http://${address}:${new URL(hub).port}`);
  say(`  数据    Data        ${data}`);
}

/** HQ's address, and one line on how the shop is: devices and HQ need a breath to connect. */
export async function sayHealth(hub, hq, say) {
  if (hq) say(`  总部    HQ          ${hq}/hq`);
  for (let i = 0; i < 20; i += 1) {
    const health = await ask(`${hub}/api/v1/health`);
    const isWhole = health?.bridge?.connected && (!hq || health.link?.connected);
    if (isWhole || i === 19) return say(`  状态    Health      ${healthLine(health, hq)}`);
    await new Promise((done) => setTimeout(done, 150));
  }
}

function healthLine(health, hq) {
  if (!health) return '✗ 页面无应答 the hub does not answer';
  const part = (good, zh, en) => `${good ? '✓' : '✗'} ${zh} ${en}`;
  const parts = [
    part(health.ok, '数据已落盘', 'data on disk'),
    part(health.bridge.connected, '设备桥接', 'devices'),
    ...(hq ? [part(health.link.connected, '总部', `HQ (${health.link.pending} 待传 waiting)`)] : []),
  ];
  return `${parts.join('   ')}      Ctrl-C 退出 to end`;
}

async function ownAddresses() {
  const { networkInterfaces } = await import('node:os');
  return Object.values(networkInterfaces())
    .flat()
    .filter((one) => one && one.family === 'IPv4' && !one.internal)
    .map((one) => one.address);
}

/** node:http costs more to load than all of the launcher, so it comes when the shop is open. */
async function ask(url) {
  const { request } = await import('node:http');
  return new Promise((done) => {
    const asked = request(url, { timeout: 1000 }, (response) => {
      let text = '';
      response.on('data', (piece) => {
        text += piece;
      });
      response.on('end', () => {
        try {
          done(JSON.parse(text));
        } catch {
          done(undefined);
        }
      });
    });
    asked.on('error', () => done(undefined));
    asked.on('timeout', () => asked.destroy());
    asked.end();
  });
}
