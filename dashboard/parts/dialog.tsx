import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useApp } from '../app.ts';
import { Icon } from './icon.tsx';

/** A native dialog, open as long as it is drawn. Esc and the cross close it; a gun's Enter cannot press anything in it. */
export function Dialog(plan: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  testid?: string;
  wide?: boolean;
}) {
  const { language } = useApp();
  const box = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={box}
      class={plan.wide === true ? 'wide' : ''}
      aria-labelledby={title}
      data-testid={plan.testid}
      onCancel={(event) => {
        event.preventDefault();
        plan.onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={title}>{plan.title}</h2>
        <button type="button" class="button quiet" aria-label={language.t('app.close')} onClick={plan.onClose}>
          <Icon name="cross" />
        </button>
      </div>
      {plan.children}
    </dialog>
  );
}
