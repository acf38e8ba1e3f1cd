import { useState } from 'preact/hooks';
import type { ChannelOrderView } from '../../hub/contract/channel-orders.ts';
import type { Condition, ReturnKind, ReturnView } from '../../hub/contract/returns.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';

const KINDS = ['return', 'exchange', 'repair'] as const satisfies readonly ReturnKind[];
const CONDITIONS = ['sellable', 'damaged', 'repair'] as const satisfies readonly Condition[];

/** What of an order comes back: each case with its number, and a new one where something left the shop. */
export function ReturnCases({ view, cases }: { view: ChannelOrderView; cases: readonly ReturnView[] }) {
  const left = view.lines.filter(({ gone, returned }) => gone > returned);
  return (
    <>
      {cases.map((one) => (
        <Case key={one.rma} one={one} />
      ))}
      {left.length > 0 && <NewCase order={view.order} lines={left} />}
    </>
  );
}

function Case({ one }: { one: ReturnView }) {
  const app = useApp();
  const { language } = app;
  const open = one.lines.flatMap((line) => {
    const quantity = line.quantity - line.sellable - line.damaged - line.repair;
    return quantity > 0 ? [{ ...line, left: quantity }] : [];
  });
  const receive = (condition: Condition) =>
    act(app, 'returns.receive', {
      rma: one.rma,
      lines: open.map(({ line, left }) => ({ line, quantity: left, condition })),
    });
  return (
    <section class="parcel" data-testid="return" data-state={one.state}>
      <h3>
        RMA {one.number} · {language.t(`orders.kind-${one.kind}`)}{' '}
        <small>
          {one.reason}
          {one.owner !== undefined && ` · ${one.owner}`}
          {one.overdue && ` · ${language.t('orders.overdue')}`}
        </small>
      </h3>
      <p>{one.lines.map((line) => `${language.name(line)} × ${line.quantity}`).join(' · ')}</p>
      {open.length > 0 && one.state !== 'closed' && (
        <div class="ways">
          {CONDITIONS.map((condition) => (
            <Button key={condition} size="small" testid={`back-${condition}`} onAct={() => receive(condition)}>
              {language.t(`orders.back-${condition}`)}
            </Button>
          ))}
          <Button
            size="small"
            look="quiet"
            onAct={() => act(app, 'returns.close', { rma: one.rma, outcome: 'not-brought' })}
          >
            {language.t('orders.not-brought')}
          </Button>
        </div>
      )}
      {one.kind === 'repair' && one.state === 'received' && (
        <Button size="small" onAct={() => act(app, 'returns.close', { rma: one.rma, outcome: 'repaired' })}>
          {language.t('orders.repaired')}
        </Button>
      )}
    </section>
  );
}

function NewCase({ order, lines }: { order: string; lines: readonly ChannelOrderView['lines'][number][] }) {
  const app = useApp();
  const { language } = app;
  const [kind, setKind] = useState<ReturnKind>('return');
  const [line, setLine] = useState(lines[0]?.line ?? 1);
  const [quantity, setQuantity] = useState(1);
  const [reason, setReason] = useState('');
  const most = lines.find((one) => one.line === line);
  return (
    <details class="new-case">
      <summary>{language.t('orders.take-back')}</summary>
      <div class="fields">
        <label class="field">
          <span>{language.t('orders.what')}</span>
          <select value={line} onChange={(event) => setLine(Number(event.currentTarget.value))}>
            {lines.map((one) => (
              <option key={one.line} value={one.line}>
                {language.name(one)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{language.t('orders.how-many')}</span>
          <input
            type="number"
            min={1}
            max={most === undefined ? 1 : most.gone - most.returned}
            value={quantity}
            onInput={(event) => setQuantity(Math.max(1, Number(event.currentTarget.value) || 1))}
          />
        </label>
        <label class="field">
          <span>{language.t('orders.kind')}</span>
          <select
            value={kind}
            onChange={(event) => setKind(KINDS.find((k) => k === event.currentTarget.value) ?? 'return')}
          >
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {language.t(`orders.kind-${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{language.t('orders.reason')}</span>
          <input type="text" maxLength={200} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <Button
          disabled={reason.trim() === ''}
          testid="open-return"
          onAct={() => act(app, 'returns.open', { order, kind, lines: [{ line, quantity }], reason: reason.trim() })}
        >
          {language.t('orders.open-return')}
        </Button>
      </div>
    </details>
  );
}
