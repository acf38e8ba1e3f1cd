import { useState } from 'preact/hooks';
import type { DeviceView } from '../../hub/contract/devices.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { deviceAt } from './device-at.ts';

/** For devices that cannot be found by looking: a printer in the network, a serial line with a fixed place. */
export function AddByPath() {
  const app = useApp();
  const { language } = app;
  const [kind, setKind] = useState<DeviceView['kind']>('printer');
  const [path, setPath] = useState('');
  const [name, setName] = useState('');
  const place = deviceAt(path);
  const add = async () => {
    if (place === undefined) return;
    const answer = await act(app, 'devices.accept', { ...place, kind, name: name.trim() });
    if (!answer.ok) return;
    setPath('');
    setName('');
  };
  return (
    <details class="panel add-device">
      <summary>{language.t('device.add')}</summary>
      <div class="fields">
        <label class="field">
          <span>{language.t('device.kind')}</span>
          <select
            value={kind}
            data-testid="add-kind"
            onChange={(event) => setKind(event.currentTarget.value === 'scanner' ? 'scanner' : 'printer')}
          >
            <option value="printer">{language.t('device.printer')}</option>
            <option value="scanner">{language.t('device.scanner')}</option>
          </select>
        </label>
        <label class="field">
          <span>{language.t('device.path')}</span>
          <input
            type="text"
            class="mono"
            value={path}
            placeholder="/dev/ttyUSB0 · 192.168.1.50:9100"
            data-testid="add-path"
            onInput={(event) => setPath(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{language.t('device.name')}</span>
          <input
            type="text"
            value={name}
            maxLength={60}
            data-testid="add-name"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <Button
          look="primary"
          icon="plus"
          disabled={place === undefined || name.trim() === ''}
          testid="add-device"
          onAct={add}
        >
          {language.t('device.add-now')}
        </Button>
      </div>
      {path !== '' && place === undefined && <p class="sub">{language.t('device.path-hint')}</p>}
    </details>
  );
}
