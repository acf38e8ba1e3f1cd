import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DeviceView } from '../../hub/contract/devices.ts';
import { useApp } from '../app.ts';
import { useHub } from '../parts/use-picture.ts';
import type { Counter } from './counter-state.ts';

type Panel = ComponentType<{ counter: Counter; gun: DeviceView }>;

/** The pretend gun is there only when one is bound to this counter; its code is loaded only then. */
export function GunPanel({ counter }: { counter: Counter }) {
  const { around } = useApp();
  const devices = useHub<{ devices: DeviceView[] }>('/devices');
  const [panel, setPanel] = useState<{ view: Panel } | undefined>(undefined);
  const gun = devices.value.value?.devices.find(
    (d) => d.accepted && d.transport === 'pretend' && d.kind === 'scanner' && d.counter === counter.id,
  );
  const isThere = gun !== undefined;
  useEffect(() => {
    if (!isThere) return;
    // The page is served first; the toy may come a moment later.
    return around.later(0, () => {
      void import('./pretend-gun.tsx').then((module) => setPanel({ view: module.PretendGun }));
    });
  }, [isThere, around]);
  if (gun === undefined || panel === undefined) return null;
  return <panel.view counter={counter} gun={gun} />;
}
