import { useState } from 'preact/hooks';
import type { DeviceView } from '../../hub/contract/devices.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { DeviceState } from './device-state.tsx';

/** A device that was seen and is not used: it waits for a person's yes, and for a name people will know it by. */
export function FoundDevice({ device }: { device: DeviceView }) {
  const app = useApp();
  const { language } = app;
  const [name, setName] = useState(device.name);
  const { identity, kind, transport, path } = device;
  return (
    <li class="device found" data-testid="device" data-identity={identity} data-accepted="false">
      <Icon name={kind === 'scanner' ? 'scanner' : 'printer'} size={30} />
      <div class="grow">
        <h3>{language.t(kind === 'scanner' ? 'device.a-scanner' : 'device.a-printer', { label: device.name })}</h3>
        <small class="mono">{path}</small>
        <DeviceState device={device} />
      </div>
      <div class="device-actions">
        <label class="field">
          <span>{language.t('device.name')}</span>
          <input
            type="text"
            value={name}
            maxLength={60}
            data-testid="device-name"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <Button
          icon="check"
          look="primary"
          disabled={name.trim() === ''}
          testid="accept"
          onAct={() => act(app, 'devices.accept', { identity, kind, transport, path, name: name.trim() })}
        >
          {language.t('device.accept')}
        </Button>
      </div>
    </li>
  );
}
