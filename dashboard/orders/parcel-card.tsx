import { useState } from 'preact/hooks';
import type { ParcelView } from '../../hub/contract/parcels.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';

type Line = ParcelView['lines'][number];

/** A parcel with how far its picking is, and the next thing to do with it. */
export function ParcelCard({ parcel }: { parcel: ParcelView }) {
  const { language } = useApp();
  const isPicking = parcel.state === 'to-pick' || parcel.state === 'picking';
  const all = parcel.lines.reduce((sum, line) => sum + line.quantity, 0);
  const done = parcel.lines.reduce((sum, line) => sum + line.picked, 0);
  return (
    <section class="parcel" data-testid="parcel" data-state={parcel.state}>
      <h3>
        {language.t('orders.parcel', { n: parcel.number })}{' '}
        <span class="order-state" data-state={parcel.state}>
          {language.t(`orders.parcel-${parcel.state}`)}
        </span>
        {parcel.counter !== undefined && <small> {parcel.counter}</small>}
      </h3>
      {isPicking && <progress max={all} value={done} aria-label={language.t('orders.progress')} />}
      <ul>
        {parcel.lines.map((line) => (
          <PickLine key={line.line} parcel={parcel} line={line} isPicking={isPicking} />
        ))}
      </ul>
      {parcel.tracking !== undefined && (
        <p>
          {parcel.carrier} <span class="mono">{parcel.tracking}</span>
        </p>
      )}
      {parcel.signedBy !== undefined && <p>{language.t('orders.signed-by', { name: parcel.signedBy })}</p>}
      <Next parcel={parcel} isPicked={done === all} />
    </section>
  );
}

function PickLine({ parcel, line, isPicking }: { parcel: ParcelView; line: Line; isPicking: boolean }) {
  const app = useApp();
  const { language } = app;
  const left = line.quantity - line.picked;
  return (
    <li>
      <span class="grow">
        {language.name(line)}{' '}
        <small>
          {line.bay ?? ''} {language.find(`orders.from-${line.from}`) ?? line.from}
        </small>
      </span>
      <b class="mono">
        {isPicking ? `${line.picked} / ` : ''}
        {line.quantity}
      </b>
      {isPicking && left > 0 && (
        <>
          <Button
            size="small"
            testid="pick-line"
            label={language.t('orders.picked-what', { name: language.name(line), n: left })}
            onAct={() => act(app, 'parcels.pick-item', { parcel: parcel.parcel, gtin: line.gtin, quantity: left })}
          >
            {language.t('orders.picked')}
          </Button>
          <Button
            size="small"
            look="quiet"
            label={language.t('orders.short-what', { name: language.name(line) })}
            onAct={() =>
              act(app, 'parcels.pick-short', {
                ...{ parcel: parcel.parcel, line: line.line, missing: left },
                reason: 'not-found',
              })
            }
          >
            {language.t('orders.short')}
          </Button>
        </>
      )}
    </li>
  );
}

/** The one thing that comes next, by what the parcel is now. */
function Next({ parcel, isPicked }: { parcel: ParcelView; isPicked: boolean }) {
  const app = useApp();
  const { language } = app;
  const { state } = parcel;
  const one = { parcel: parcel.parcel };
  return (
    <div class="ways">
      {state === 'picking' && (
        <Button look="primary" disabled={!isPicked} testid="pack" onAct={() => act(app, 'parcels.pack', one)}>
          {language.t('orders.pack')}
        </Button>
      )}
      {state === 'packed' && <Ship parcel={parcel.parcel} />}
      {(state === 'ready' || state === 'shipped') && (
        <Button
          look="primary"
          testid="sign"
          onAct={() => act(app, 'parcels.sign', { ...one, by: language.t('orders.the-customer') })}
        >
          {language.t('orders.sign')}
        </Button>
      )}
      {['to-pick', 'picking', 'packed', 'ready'].includes(state) && (
        <Button
          size="small"
          look="quiet"
          icon="printer"
          onAct={() =>
            act(app, 'parcels.print', { ...one, paper: state === 'packed' || state === 'ready' ? 'pack' : 'pick' })
          }
        >
          {language.t('orders.print')}
        </Button>
      )}
    </div>
  );
}

function Ship({ parcel }: { parcel: string }) {
  const app = useApp();
  const { language } = app;
  const [carrier, setCarrier] = useState('');
  const [tracking, setTracking] = useState('');
  const fields = [
    ['carrier', carrier, setCarrier],
    ['tracking', tracking, setTracking],
  ] as const;
  return (
    <>
      {fields.map(([name, value, set]) => (
        <input
          key={name}
          type="text"
          maxLength={60}
          aria-label={language.t(`orders.${name}`)}
          placeholder={language.t(`orders.${name}`)}
          value={value}
          data-testid={name}
          onInput={(event) => set(event.currentTarget.value)}
        />
      ))}
      <Button
        look="primary"
        disabled={carrier.trim() === '' || tracking.trim() === ''}
        testid="ship"
        onAct={() => act(app, 'parcels.ship', { parcel, carrier: carrier.trim(), tracking: tracking.trim() })}
      >
        {language.t('orders.ship')}
      </Button>
    </>
  );
}
