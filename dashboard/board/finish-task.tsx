import { useState } from 'preact/hooks';
import type { TaskView } from '../../hub/contract/tasks.ts';
import { act, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { NumberField } from '../parts/number-field.tsx';

/**
 * Finishing without paper asks how many were really moved, because the back room may hold fewer than the slip says. A
 * count is never assumed: its field begins empty.
 */
export function FinishTask({ task, me, onClose }: { task: TaskView; me: string; onClose: () => void }) {
  const app = useApp();
  const { language, format } = app;
  const isCount = task.evidence.includes('count');
  const planned = Math.max(0, Math.min(task.quantity, task.backRoom ?? task.quantity));
  const [found, setFound] = useState<number | undefined>(isCount ? undefined : planned);
  const asksNumber = isCount || task.quantity > 0;
  const label = language.t(isCount ? 'board.counted' : 'board.moved');
  const finish = async () => {
    if (found === undefined) return;
    const answer = await act(app, 'tasks.finish', { task: task.task, staff: me, quantity: found });
    if (answer.ok) onClose();
  };
  return (
    <div class="task-actions finish">
      <span>{asksNumber && label}</span>
      {asksNumber && <NumberField value={found} label={label} testid="finish-quantity" onSet={setFound} />}
      <Button icon="check" look="primary" disabled={found === undefined} testid="finish-confirm" onAct={finish}>
        {!asksNumber
          ? language.t('board.finish')
          : language.t(isCount ? 'board.finish-counted' : 'board.finish-with', {
              n: found === undefined ? '…' : format.quantity(found, task.unit),
            })}
      </Button>
      <Button look="quiet" onAct={onClose}>
        {language.t('app.cancel')}
      </Button>
    </div>
  );
}
