import { useApp } from '../app.ts';
import { Icon } from './icon.tsx';

const ICONS = { good: 'check', bad: 'warn', plain: 'undo' } as const;

/** The sentences at the lower edge, read out by screen readers, never taking the focus. */
export function NoticeList() {
  const { notices, language } = useApp();
  return (
    <div class="notices" role="status" aria-live="polite" data-testid="notices">
      {notices.list.value.map((notice) => (
        <div key={notice.id} class={`notice ${notice.tone}`} data-testid={`notice-${notice.tone}`}>
          <Icon name={ICONS[notice.tone]} />
          <p>{notice.text}</p>
          {notice.action !== undefined && (
            <button
              type="button"
              class="button small"
              data-testid="notice-action"
              onClick={() => {
                notice.action?.act();
                notices.drop(notice.id);
              }}
            >
              {notice.action.label}
            </button>
          )}
          <button
            type="button"
            class="button quiet small"
            aria-label={language.t('app.close')}
            onClick={() => notices.drop(notice.id)}
          >
            <Icon name="cross" />
          </button>
        </div>
      ))}
    </div>
  );
}
