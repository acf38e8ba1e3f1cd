import type { AccessBook } from '../../hub/contract/access.ts';
import { useApp } from '../app.ts';

/** What happened at the door, newest first. */
export function NoteList({
  notes,
  nameOf,
  placeOf,
}: {
  readonly notes: AccessBook['notes'];
  readonly nameOf: (staff: string) => string;
  readonly placeOf: (place: string) => string;
}) {
  const { language, format, tick } = useApp();
  return (
    <details class="panel">
      <summary>{language.t('door.record', { n: notes.length })}</summary>
      <ul class="door-list">
        {notes.map(({ position, at, what, staff, place, by }) => (
          <li key={position}>
            <span class="grow">
              <strong>{language.find(`note.${what}`) ?? what}</strong> {staff !== undefined && nameOf(staff)}
              <small>
                {format.time(at, tick.value)} · {placeOf(place)}
                {by !== undefined && ` · ${nameOf(by)}`}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
