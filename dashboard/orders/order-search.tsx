import { useState } from 'preact/hooks';
import { useApp } from '../app.ts';

/** Finds an order by its number, its reference, a name or the end of a telephone number. */
export function OrderSearch({ onSeek }: { onSeek: (text: string) => void }) {
  const { language } = useApp();
  const [text, setText] = useState('');
  return (
    <form
      class="grow"
      onSubmit={(event) => {
        event.preventDefault();
        onSeek(text.trim());
      }}
    >
      <input
        class="order-seek"
        type="search"
        autoComplete="off"
        maxLength={80}
        aria-label={language.t('orders.seek')}
        placeholder={language.t('orders.seek')}
        value={text}
        data-testid="order-seek"
        onInput={(event) => {
          setText(event.currentTarget.value);
          if (event.currentTarget.value === '') onSeek('');
        }}
      />
    </form>
  );
}
