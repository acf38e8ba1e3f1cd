import type { DeviceView } from '../../hub/contract/devices.ts';
import { useApp } from '../app.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Ago } from '../parts/times.tsx';

const LOOKS: Readonly<Record<string, readonly [string, IconName]>> = {
  open: ['good', 'check'],
  found: ['plain', 'plug'],
  'paper-out': ['bad', 'slip'],
  'cover-open': ['bad', 'printer'],
};

/** How a device is, in plain words, and the one sentence that says what to do about it. */
export function DeviceState({ device }: { device: DeviceView }) {
  const { language } = useApp();
  const [look, icon] = LOOKS[device.state] ?? (['bad', 'warn'] as const);
  const mending = language.find(`mend.${device.state}`, { path: device.path });
  return (
    <div class="device-state">
      <span class={`chip ${look}`} data-testid="device-state" data-state={device.state}>
        <Icon name={icon} size={16} /> {language.find(`device.${device.state}`) ?? device.state}
      </span>
      <small>
        <Ago at={device.since} />
      </small>
      {mending !== undefined && <p>{mending}</p>}
      {device.detail !== undefined && device.state !== 'open' && <p class="mono detail">{device.detail}</p>}
    </div>
  );
}
