import { useState } from 'preact/hooks';
import type { HandOverPage, HandOverView } from '../../hub/contract/hand-overs.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';

/** What the shifts left to each other, newest first, and what the running one wants the next to know. */
export function HandOvers() {
  const { language } = useApp();
  const picture = useHub<HandOverPage>('/hand-overs');
  const page = picture.value.value;
  return (
    <section class="panel" aria-labelledby="hand-overs-title" data-testid="hand-overs">
      <h2 id="hand-overs-title">
        <Icon name="swap" /> {language.t('shift.hand-overs')}
      </h2>
      {page === undefined && <Waiting trouble={picture.trouble.value} />}
      <NoteForm />
      <ul class="rows">
        {page?.notes.map((note) => (
          <li key={note.note} data-testid="hand-over-note">
            <span class="grow">{note.text}</span>
            <Sum minor={note.amountMinor} />
          </li>
        ))}
      </ul>
      {page?.handOvers.map((one, i) => (
        <Document key={one.handOver} document={one} isOpen={i === 0} />
      ))}
    </section>
  );
}

function Sum({ minor }: { minor: number | undefined }) {
  const { format } = useApp();
  return minor === undefined ? null : <b class="mono">{format.money(minor)}</b>;
}

/** The money in the drawer or a word for the next shift: it goes into the document of the next hand-over. */
function NoteForm() {
  const app = useApp();
  const { language, format, acting } = app;
  const [text, setText] = useState('');
  const [money, setMoney] = useState('');
  const amountMinor = format.parseMoney(money);
  const add = async () => {
    const staff = acting.value === undefined ? {} : { staff: acting.value };
    const cash = amountMinor === undefined ? {} : { amountMinor };
    const kind = amountMinor === undefined ? 'note' : 'cash';
    const answer = await act(app, 'hand-overs.note', { kind, text: text.trim(), ...cash, ...staff });
    if (!answer.ok) return;
    setText('');
    setMoney('');
  };
  return (
    <div class="fields">
      <label class="field grow">
        <span>{language.t('shift.note')}</span>
        <input
          type="text"
          maxLength={200}
          value={text}
          data-testid="note-text"
          onInput={(e) => setText(e.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{language.t('shift.cash')}</span>
        <input
          type="text"
          inputMode="decimal"
          value={money}
          data-testid="note-cash"
          onInput={(e) => setMoney(e.currentTarget.value)}
        />
      </label>
      <Button
        icon="plus"
        testid="note-add"
        disabled={text.trim() === '' || (money.trim() !== '' && amountMinor === undefined)}
        onAct={add}
      >
        {language.t('shift.note-add')}
      </Button>
    </div>
  );
}

function Document({ document, isOpen }: { document: HandOverView; isOpen: boolean }) {
  const app = useApp();
  const { language, format, tick, acting } = app;
  const { link } = document;
  const names = (zh: string, en: string) => language.name({ nameZh: zh, nameEn: en });
  const signer = document.in;
  return (
    <details class="hand-over" open={isOpen} data-testid="hand-over-document" data-number={document.number}>
      <summary>
        <b>
          No. {document.number} {names(document.fromZh, document.fromEn)} <Icon name="arrow" size={16} />{' '}
          {names(document.toZh, document.toEn)}
        </b>{' '}
        <small>{format.time(document.at, tick.value)}</small>{' '}
        <span class={`chip ${signer ? 'good' : document.late ? 'bad' : 'wait'}`}>
          {signer
            ? language.t('shift.taken-by', { name: language.name(signer) })
            : language.t(document.late ? 'shift.not-taken-late' : 'shift.not-taken')}
        </span>
      </summary>
      {!signer && (
        <Button
          icon="check"
          look="primary"
          size="large"
          testid="sign-in"
          disabled={acting.value === undefined}
          onAct={() => act(app, 'hand-overs.sign', { handOver: document.handOver, staff: acting.value ?? '' })}
        >
          {language.t('shift.take-over')}
        </Button>
      )}
      <p>
        {language.t('shift.handed-by', { name: language.name(document.out) })} ·{' '}
        {language.t('shift.pending', { n: link.pending })}
        {link.since !== undefined && ` (${format.time(link.since, tick.value)})`}
      </p>
      <Work document={document} />
      <Rest document={document} />
    </details>
  );
}

function Work({ document }: { document: HandOverView }) {
  const { language } = useApp();
  const { tasks, stock } = document;
  const names = (zh: string, en: string) => language.name({ nameZh: zh, nameEn: en });
  return (
    <>
      <List title={language.t('shift.open-tasks')} count={tasks.length}>
        {tasks.map((task) => (
          <li key={task.task}>
            <span class="grow">
              #{task.number} {language.name(task)} <small>{task.bay}</small>
              {task.reason !== undefined && <small class="reason"> {task.reason}</small>}
            </span>
            <span>
              {task.owner === undefined ? language.t('board.nobody') : names(task.ownerZh ?? '', task.ownerEn ?? '')}
            </span>
          </li>
        ))}
      </List>
      <List title={language.t('shift.stock')} count={stock.length + document.moreStock}>
        {stock.map((one) => (
          <li key={one.code}>
            <span class="grow">
              {language.name(one)} <small>{one.bay}</small>
            </span>
            <span class="chip wait">{language.t(`shift.${one.exception}`)}</span>
          </li>
        ))}
      </List>
    </>
  );
}

function Rest({ document }: { document: HandOverView }) {
  const { language } = useApp();
  const { notes, orders, devices, slips } = document;
  return (
    <>
      <List title={language.t('shift.notes')} count={notes.length}>
        {notes.map((note) => (
          <li key={note.note}>
            <span class="grow">{note.text}</span>
            <Sum minor={note.amountMinor} />
          </li>
        ))}
      </List>
      <List title={language.t('shift.orders')} count={orders.length}>
        {orders.map((order) => (
          <li key={order.order}>
            <span class="grow">#{order.number}</span>
            <Sum minor={order.totalMinor} />
          </li>
        ))}
      </List>
      <List title={language.t('shift.machines')} count={devices.length + slips.length}>
        {devices.map((device) => (
          <li key={device.identity}>
            <span class="grow">{device.name}</span>
            <span class="chip bad">{device.state}</span>
          </li>
        ))}
        {slips.map((slip) => (
          <li key={slip.slip}>
            <span class="grow">
              {slip.number !== undefined && `#${slip.number} `}
              {slip.nameZh}
            </span>
            <span class="chip wait">{slip.state}</span>
          </li>
        ))}
      </List>
    </>
  );
}

function List({ title, count, children }: { title: string; count: number; children: preact.ComponentChildren }) {
  return (
    <>
      <h3>
        {title} · {count}
      </h3>
      {count > 0 && <ul class="rows">{children}</ul>}
    </>
  );
}
