import { useState } from 'preact/hooks';
import type { BoardView } from '../../hub/contract/board.ts';
import type { DeviceView } from '../../hub/contract/devices.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Header } from '../parts/header.tsx';
import { PrinterPanel } from '../parts/printer-panel.tsx';
import { AsOf } from '../parts/times.tsx';
import { useHub } from '../parts/use-picture.ts';
import { Waiting } from '../parts/waiting.tsx';
import './board.css';
import { ActingAs } from './acting-as.tsx';
import { DoneList } from './done-list.tsx';
import { Drafts } from './drafts.tsx';
import { HandOver } from './hand-over.tsx';
import { LookHere, WaitingSlips } from './look-here.tsx';
import { NewTask } from './new-task.tsx';
import { ShiftPanel } from './shift-panel.tsx';
import { TaskCard } from './task-card.tsx';
import { TaskDialog } from './task-dialog.tsx';

/** What is to be done in the shop, most urgent first, and what only a person can settle. */
export function BoardPage() {
  const { language } = useApp();
  const picture = useHub<BoardView>('/board');
  const staff = useHub<{ staff: StaffView[] }>('/staff').value.value?.staff.filter((s) => s.active) ?? [];
  const devices = useHub<{ devices: DeviceView[] }>('/devices').value.value?.devices ?? [];
  const [isHandingOver, setHandingOver] = useState(false);
  const [isWriting, setWriting] = useState(false);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const view = picture.value.value;
  if (view === undefined) {
    return (
      <>
        <Header title={language.t('page.board')} />
        <main>
          <Waiting trouble={picture.trouble.value} />
        </main>
      </>
    );
  }
  return (
    <>
      <Header title={language.t('page.board')} />
      <main class="board" data-testid="board" data-position={view.asOf}>
        <section class="tasks" aria-labelledby="tasks-title">
          <div class="section-head">
            <h2 id="tasks-title">{language.t('board.tasks', { n: view.open })}</h2>
            <ActingAs staff={staff} />
            <Button icon="plus" look="primary" testid="new-task-open" onAct={() => setWriting(true)}>
              {language.t('work.new')}
            </Button>
            <AsOf at={view.at} testid="board-as-of" />
          </div>
          {view.tasks.length === 0 && <p class="all-done">{language.t('board.no-tasks')}</p>}
          <ul class="task-cards">
            {view.tasks.map((task) => (
              <TaskCard key={task.task} task={task} staff={staff} onDetail={() => setChosen(task.task)} />
            ))}
          </ul>
          {view.open > view.tasks.length && (
            <p class="hint">{language.t('work.more', { n: view.open - view.tasks.length })}</p>
          )}
        </section>
        <div class="board-side">
          <LookHere view={view} />
          <Drafts />
          <WaitingSlips view={view} />
          <ShiftPanel view={view} onHandOver={() => setHandingOver(true)} />
          <PrinterPanel devices={devices} />
          <DoneList view={view} />
        </div>
      </main>
      {isWriting && <NewTask staff={staff} onClose={() => setWriting(false)} />}
      {chosen !== undefined && <TaskDialog task={chosen} onClose={() => setChosen(undefined)} />}
      {isHandingOver && <HandOver view={view} staff={staff} onClose={() => setHandingOver(false)} />}
    </>
  );
}
