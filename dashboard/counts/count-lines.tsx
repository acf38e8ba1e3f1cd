import type { CountLine, CountTally, CountView } from '../../hub/contract/count-views.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { useApp } from '../app.ts';

/** Line by line: what was found where and by whom, the newest first, then what is still to be counted. */
export function CountLines({ view, staff }: { view: CountView; staff: readonly StaffView[] }) {
  const { language, format } = useApp();
  return (
    <section class="panel count-lines" aria-label={language.t('count.lines')}>
      <h2>{language.t('count.lines')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{language.t('count.item')}</th>
            <th scope="col">{language.t('count.bay')}</th>
            {!view.sheet.blind && (
              <th scope="col" class="number">
                {language.t('count.expected')}
              </th>
            )}
            <th scope="col">{language.t('count.found')}</th>
          </tr>
        </thead>
        <tbody>
          {view.lines.map((line) => (
            <tr key={line.gtin} data-testid="count-line" data-gtin={line.gtin}>
              <th scope="row">
                {language.name(line)} {!line.listed && <span class="chip wait">{language.t('count.unexpected')}</span>}
              </th>
              <td>{line.bay ?? '–'}</td>
              {!view.sheet.blind && (
                <td class="number">{line.expected === undefined ? '–' : format.quantity(line.expected, line.unit)}</td>
              )}
              <td>
                {line.tallies.length === 0 ? (
                  <span class="chip plain">{language.t('count.not-yet')}</span>
                ) : (
                  <Tallies tallies={line.tallies} unit={line.unit} staff={staff} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {view.more > 0 && <p>{language.t('count.more', { n: view.more })}</p>}
    </section>
  );
}

/** Each person's figure for each bay, apart: the same bay twice is a second opinion and stands beside the first. */
export function Tallies({
  tallies,
  unit,
  staff,
}: {
  tallies: readonly CountTally[];
  unit: CountLine['unit'];
  staff: readonly StaffView[];
}) {
  const { language, format } = useApp();
  const nameOf = (id: string) => {
    const person = staff.find((one) => one.staff === id);
    return person === undefined ? id.replace(/^@/, '') || language.t('count.nameless') : language.name(person);
  };
  return (
    <ul class="tallies">
      {tallies.map((tally) => (
        <li key={`${tally.person} ${tally.bay}`}>
          <b>{format.quantity(tally.quantity, unit)}</b>{' '}
          <small>
            {tally.bay === '*' ? language.t('count.in-all') : tally.bay} · {nameOf(tally.person)}
          </small>
        </li>
      ))}
    </ul>
  );
}
