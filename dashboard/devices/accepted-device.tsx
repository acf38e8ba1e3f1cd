import type { DeviceView } from '../../hub/contract/devices.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import type { CounterRow } from './bind-codes.tsx';
import { DeviceState } from './device-state.tsx';

/** A device of the shop: where it belongs, and how it is. */
export function AcceptedDevice({ device, counters }: { device: DeviceView; counters: readonly CounterRow[] }) {
  const app = useApp();
  const { language } = app;
  const bind = (counter: string) =>
    counter !== '' && void act(app, 'devices.bind', { identity: device.identity, counter });
  return (
    <li class="device" data-testid="device" data-identity={device.identity} data-accepted="true">
      <Icon name={device.kind === 'scanner' ? 'scanner' : 'printer'} size={30} />
      <div class="grow">
        <h3>
          {device.name}
          {device.transport === 'pretend' && <span class="chip plain">{language.t('device.pretend')}</span>}
        </h3>
        <small class="mono">{device.path}</small>
        <DeviceState device={device} />
      </div>
      <div class="device-actions">
        {device.kind === 'scanner' ? (
          <label class="field">
            <span>{language.t('device.at-counter')}</span>
            <select
              value={device.counter ?? ''}
              data-testid="bind"
              onChange={(event) => bind(event.currentTarget.value)}
            >
              <option value="" disabled>
                {language.t('device.no-counter')}
              </option>
              {counters.map((counter) => (
                <option key={counter.counter} value={counter.counter}>
                  {language.name(counter)}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <>
            <Button
              icon={device.slipPrinter ? 'check' : 'slip'}
              pressed={device.slipPrinter}
              testid="slip-printer"
              onAct={() =>
                device.slipPrinter ? undefined : act(app, 'shop.choose-slip-printer', { printer: device.identity })
              }
            >
              {language.t(device.slipPrinter ? 'device.prints-slips' : 'device.print-slips-here')}
            </Button>
            <Button
              look="quiet"
              icon="printer"
              testid="print-test"
              onAct={() => act(app, 'slips.print-test', { printer: device.identity })}
            >
              {language.t('device.print-test')}
            </Button>
          </>
        )}
        <Button
          look="quiet"
          icon="trash"
          testid="forget"
          onAct={() => act(app, 'devices.forget', { identity: device.identity })}
        >
          {language.t('device.forget')}
        </Button>
      </div>
    </li>
  );
}
