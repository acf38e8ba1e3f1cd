import type { StaffView } from '../../hub/contract/staff.ts';
import type { TaskView } from '../../hub/contract/tasks.ts';
import { useApp } from '../app.ts';
import { Icon } from '../parts/icon.tsx';
import { DueChip } from './due-chip.tsx';
import { SlipChip } from './slip-chip.tsx';
import { TaskActions } from './task-actions.tsx';
import { RankReason, StepChip } from './task-signs.tsx';

/** One thing to do: what, from where to where, how many, whose it is and until when. */
export function TaskCard(plan: { task: TaskView; staff: readonly StaffView[]; onDetail: () => void }) {
  const { task, staff } = plan;
  const { language, format } = useApp();
  const isMove = task.kind === 'restock';
  return (
    <li
      class="task-card"
      data-testid="task-card"
      data-task={task.task}
      data-number={task.number}
      data-kind={task.kind}
      data-gtin={task.gtin}
      data-state={task.state}
    >
      <div class="task-head">
        <span class="mono">#{task.number}</span>
        <span class="chip plain">
          <Icon name={isMove ? 'box' : 'search'} size={16} /> {language.t(`task.${task.kind}`)}
        </span>
        <StepChip step={task.step} />
        <DueChip openedAt={task.openedAt} dueAt={task.dueAt} />
        {task.reached !== undefined && (
          <span class={task.reached >= 100 ? 'chip bad' : 'chip wait'} data-testid="reached">
            {language.t('board.reached', { n: task.reached })}
          </span>
        )}
        {task.slip !== undefined && <SlipChip state={task.slip} />}
        {task.carriedFrom !== undefined && (
          <span class="chip wait" title={task.carriedFrom}>
            <Icon name="swap" size={16} /> {language.t('board.carried', { shift: shiftDay(task.carriedFrom) })}
          </span>
        )}
      </div>
      <h3>
        {language.name(task)}
        {task.quantity > 0 && <span class="times"> × {format.quantity(task.quantity, task.unit)}</span>}
      </h3>
      <RankReason task={task} />
      <About task={task} />
      {isMove && task.backRoom !== undefined && task.backRoom < task.quantity && (
        <p class="short">
          <Icon name="warn" size={18} />{' '}
          {language.t('board.back-short', { n: format.quantity(task.backRoom, task.unit) })}
        </p>
      )}
      <TaskActions task={task} staff={staff} onDetail={plan.onDetail} />
    </li>
  );
}

/** The day and name of a shift, as people say it. @param shift such as `2026-11-21/early` */
function shiftDay(shift: string): string {
  return shift.slice(5).replace('/', ' ');
}

function About({ task }: { task: TaskView }) {
  if (task.kind === 'restock') return <Route task={task} />;
  return task.kind === 'check-shelf' ? <Evidence task={task} /> : <Words task={task} />;
}

/** What to do, where and why, for work that is said in words. */
function Words({ task }: { task: TaskView }) {
  const { language } = useApp();
  const where = task.toBay ?? (task.to === undefined ? undefined : language.find(`place.${task.to}`));
  const why = language.name({ nameZh: task.whyZh, nameEn: task.whyEn });
  return (
    <>
      {where !== undefined && (
        <p class="route">
          <small>{language.t('board.to')}</small> <b>{where}</b>
        </p>
      )}
      {task.content !== undefined && <p class="content">{task.content}</p>}
      {why !== '' && <p class="why">{why}</p>}
    </>
  );
}

function Route({ task }: { task: TaskView }) {
  const { language, format } = useApp();
  const bay = (place: string | undefined, room = '') => place ?? language.find(`place.${room}`) ?? room;
  const { onHand = 0, backRoom = 0, unit } = task;
  const levels = { shelf: format.quantity(onHand, unit), back: format.quantity(backRoom, unit) };
  return (
    <p class="route">
      <span>
        <small>{language.t('board.from')}</small> <b>{bay(task.fromBay, task.from)}</b>
      </span>
      <Icon name="arrow" />
      <span>
        <small>{language.t('board.to')}</small> <b>{bay(task.toBay, task.to)}</b>
      </span>
      <span class="levels">{language.t('stock.pair', levels)}</span>
      {onHand <= 0 && (
        <span class={backRoom > 0 ? 'chip wait' : 'chip bad'} data-testid="task-empty">
          {language.t(backRoom > 0 ? 'board.shelf-empty' : 'board.really-out')}
        </span>
      )}
    </p>
  );
}

/** Why somebody has to look: the impossible figure, where, and the last moves it rests on. */
function Evidence({ task }: { task: TaskView }) {
  const { language, format, tick } = useApp();
  return (
    <>
      <p class="short">
        <Icon name="warn" size={18} />{' '}
        {language.t('board.book-says', { n: format.quantity(task.onHand ?? 0, task.unit) })}{' '}
        <b>{task.toBay ?? language.find(`place.${task.to ?? ''}`) ?? task.to}</b>
      </p>
      <ul class="evidence">
        {task.moves?.slice(0, 4).map((move) => (
          <li key={move.position}>
            <span class="mono">{format.time(move.at, tick.value)}</span>
            <span class="grow">{language.find(`reason.${move.reason}`) ?? move.reason}</span>
            <b>
              {move.quantity > 0
                ? `+${format.quantity(move.quantity, task.unit)}`
                : format.quantity(move.quantity, task.unit)}
            </b>
          </li>
        ))}
      </ul>
    </>
  );
}
