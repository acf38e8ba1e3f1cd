import type { DeviceView } from '../../hub/contract/devices.ts';
import { later } from '../parts/later.tsx';
import { useHub } from '../parts/use-picture.ts';
import type { Counter } from './counter-state.ts';

const PretendGun = later(async () => (await import('./pretend-gun.tsx')).PretendGun);

/** The pretend gun is there only when one is bound to this counter; its code is loaded only then. */
export function GunPanel({ counter }: { counter: Counter }) {
  const devices = useHub<{ devices: DeviceView[] }>('/devices').value.value?.devices;
  const gun = devices?.find(
    (d) => d.accepted && d.transport === 'pretend' && d.kind === 'scanner' && d.counter === counter.id,
  );
  return gun === undefined ? null : <PretendGun counter={counter} gun={gun} />;
}
