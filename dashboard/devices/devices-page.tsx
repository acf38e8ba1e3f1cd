import type { DeviceView } from '../../hub/contract/devices.ts';
import { useApp } from '../app.ts';
import { Header } from '../parts/header.tsx';
import { Icon } from '../parts/icon.tsx';
import { PrinterPanel } from '../parts/printer-panel.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import './devices.css';
import { AcceptedDevice } from './accepted-device.tsx';
import { AddByPath } from './add-by-path.tsx';
import { BindCodes, type CounterRow } from './bind-codes.tsx';
import { FoundDevice } from './found-device.tsx';

/** The guns and printers of the shop: what is found, what is taken on, where each belongs and what ails it. */
export function DevicesPage() {
  const { language, hub } = useApp();
  const picture = useHub<{ devices: DeviceView[] }>('/devices');
  const counters = useHub<{ counters: CounterRow[] }>('/counters').value.value?.counters ?? [];
  const devices = picture.value.value?.devices;
  const accepted = devices?.filter((d) => d.accepted) ?? [];
  const found = devices?.filter((d) => !d.accepted) ?? [];
  const isBridgeAway = hub.status.value?.bridge === false;
  return (
    <>
      <Header title={language.t('page.devices')} />
      <main class="devices">
        {isBridgeAway && (
          <p class="trouble" role="alert" data-testid="bridge-away">
            <Icon name="warn" /> {language.t('device.bridge-away')}
          </p>
        )}
        {devices === undefined && <Waiting trouble={picture.trouble.value} />}
        <section aria-labelledby="accepted-title">
          <h2 id="accepted-title">{language.t('device.accepted', { n: accepted.length })}</h2>
          <ul class="device-list">
            {accepted.map((device) => (
              <AcceptedDevice key={device.identity} device={device} counters={counters} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="found-title">
          <h2 id="found-title">{language.t('device.found-title', { n: found.length })}</h2>
          <p class="sub">{language.t('device.found-hint')}</p>
          <ul class="device-list">
            {found.map((device) => (
              <FoundDevice key={device.identity} device={device} />
            ))}
          </ul>
        </section>
        <AddByPath />
        <BindCodes counters={counters} />
        <PrinterPanel devices={accepted} />
      </main>
    </>
  );
}
