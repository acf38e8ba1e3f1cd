import { useState } from 'preact/hooks';
import type { AccessBook, LockView, ScreenView, SessionView } from '../../hub/contract/access.ts';
import type { Problem } from '../../hub/contract/problem.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { type App, sentenceOf, useApp } from '../app.ts';
import { ask } from '../client/answer.ts';
import { Button } from '../parts/button.tsx';
import { Header } from '../parts/header.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import { NewScreen } from './new-screen.tsx';
import { NoteList } from './note-list.tsx';
import { PinForm } from './pin-form.tsx';
import './door.css';

/** Sends something about coming in; a refusal is said aloud. What changed comes by the feed. */
export async function tell(app: App, path: string, body: object): Promise<Problem | undefined> {
  const answer = await ask(app.around, `/api/v1/access/${path}`, body);
  if (answer.ok) return undefined;
  await app.language.need(['problems']).catch(() => undefined);
  app.notices.say({ tone: 'bad', text: sentenceOf(app, answer.problem) });
  return answer.problem;
}

/** Who may come in, and who did: PINs, screens, who is signed in, who is locked out, and the record of it. */
export function DoorPage() {
  const { language } = useApp();
  const picture = useHub<AccessBook>('/access/book');
  const staff = useHub<{ staff: StaffView[] }>('/staff').value.value?.staff ?? [];
  const book = picture.value.value;
  const nameOf = (id: string): string => {
    const person = staff.find((one) => one.staff === id);
    return person === undefined ? id : language.name(person);
  };
  const placeOf = (place: string): string =>
    place === 'this-pc'
      ? language.t('door.this-pc')
      : (book?.screens.find((one) => one.screen === place)?.name ?? language.t('door.gone-screen'));
  return (
    <>
      <Header title={language.t('page.door')} />
      <main class="door-page">
        {book === undefined && <Waiting trouble={picture.trouble.value} />}
        {book !== undefined && (
          <>
            <Locks locks={book.locks} nameOf={nameOf} placeOf={placeOf} />
            <Sessions sessions={book.sessions} nameOf={nameOf} placeOf={placeOf} />
            <Screens screens={book.screens} nameOf={nameOf} />
            <PinForm staff={staff} pins={book.pins} />
            <NoteList notes={book.notes} nameOf={nameOf} placeOf={placeOf} />
          </>
        )}
      </main>
    </>
  );
}

interface Names {
  readonly nameOf: (staff: string) => string;
  readonly placeOf: (place: string) => string;
}

function Locks({ locks, nameOf, placeOf }: Names & { readonly locks: readonly LockView[] }) {
  const app = useApp();
  const { language, format } = app;
  if (locks.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="locks-title">
      <h2 id="locks-title">{language.t('door.locked-out')}</h2>
      <ul class="door-list">
        {locks.map(({ staff, place, until, failures }) => (
          <li key={`${place} ${staff}`} data-testid="lock">
            <span class="grow">
              <strong>{staff === undefined ? placeOf(place) : nameOf(staff)}</strong>
              <small>
                {placeOf(place)} · {language.t('door.wrong-tries', { n: failures })} ·{' '}
                {language.t('door.until', { time: format.time(until, app.tick.value) })}
              </small>
            </span>
            {staff !== undefined && (
              <Button onAct={() => tell(app, 'unlock', { staff })} testid="unlock">
                {language.t('door.unlock')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sessions({ sessions, nameOf, placeOf }: Names & { readonly sessions: readonly SessionView[] }) {
  const app = useApp();
  const { language, format } = app;
  return (
    <section class="panel" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{language.t('door.signed-in', { n: sessions.length })}</h2>
      <ul class="door-list">
        {sessions.map(({ session, staff, how, place, counter, seenAt }) => (
          <li key={session} data-testid="session">
            <span class="grow">
              <strong>{nameOf(staff)}</strong>
              <small>
                {placeOf(place)}
                {counter !== undefined && ` · ${counter}`} ·{' '}
                {language.t(how === 'pin' ? 'door.by-pin' : 'door.by-badge')} ·{' '}
                {language.t('door.seen', { time: format.time(seenAt, app.tick.value) })}
              </small>
            </span>
            <Button look="danger" onAct={() => tell(app, 'end-session', { session })} testid="end-session">
              {language.t('door.end')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Screens({ screens, nameOf }: Pick<Names, 'nameOf'> & { readonly screens: readonly ScreenView[] }) {
  const app = useApp();
  const { language, format } = app;
  const [isSure, setSure] = useState<string | undefined>(undefined);
  const live = screens.filter((one) => one.revokedAt === undefined);
  return (
    <section class="panel" aria-labelledby="screens-title">
      <h2 id="screens-title">{language.t('door.screens', { n: live.length })}</h2>
      <ul class="door-list">
        {live.map(({ screen, name, counter, seenAt, registeredBy }) => (
          <li key={screen} data-testid="screen">
            <span class="grow">
              <strong>{name}</strong>
              <small>
                {counter !== undefined && `${counter} · `}
                {language.t('door.let-in-by', {
                  name: registeredBy === 'this-pc' ? language.t('door.this-pc') : nameOf(registeredBy),
                })}{' '}
                · {language.t('door.seen', { time: format.time(seenAt, app.tick.value) })}
              </small>
            </span>
            <Button
              look={isSure === screen ? 'danger' : 'quiet'}
              testid="revoke"
              onAct={() => (isSure === screen ? tell(app, 'revoke-screen', { screen }) : setSure(screen))}
            >
              {language.t(isSure === screen ? 'door.revoke-sure' : 'door.revoke')}
            </Button>
          </li>
        ))}
      </ul>
      <NewScreen />
    </section>
  );
}
