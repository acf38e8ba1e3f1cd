import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { Counter } from './counter-state.ts';

const REASONS = ['left', 'mistake', 'training'] as const;

/** Dropping an order gives everything back to the shelf; why it was dropped is kept. */
export function DropDialog({ counter, order, onClose }: { counter: Counter; order: string; onClose: () => void }) {
  const { language } = useApp();
  const drop = async (reason: string) => {
    const answer = await counter.send('orders.drop', { order, reason });
    if (answer.ok) onClose();
  };
  return (
    <Dialog title={language.t('order.drop-why')} onClose={onClose} testid="drop-dialog">
      <div class="choices">
        {REASONS.map((reason) => (
          <Button
            key={reason}
            size="large"
            testid={`drop-${reason}`}
            onAct={() => drop(language.t(`order.drop-${reason}`))}
          >
            {language.t(`order.drop-${reason}`)}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
