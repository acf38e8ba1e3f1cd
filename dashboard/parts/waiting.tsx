import type { Problem } from '../../hub/contract/problem.ts';
import { sentenceOf, useApp } from '../app.ts';
import { Icon } from './icon.tsx';

/** In the place of a picture that is not there yet: that it is coming, or why it is not. */
export function Waiting({ trouble }: { trouble: Problem | undefined }) {
  const app = useApp();
  return (
    <div class="waiting" role="status">
      {trouble === undefined ? <span class="spinner" /> : <Icon name="warn" size={28} />}
      <p>{trouble === undefined ? app.language.t('app.loading') : sentenceOf(app, trouble)}</p>
    </div>
  );
}
