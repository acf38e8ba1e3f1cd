import { useState } from 'preact/hooks';
import type { UnknownView } from '../../hub/contract/catalog.ts';
import type { BodyOf } from '../../hub/contract/commands.ts';
import { useApp } from '../app.ts';
import { Button } from './button.tsx';
import { ItemSearch } from './item-search.tsx';
import { Ago } from './times.tsx';
import { visible } from './visible.ts';

/** One unknown code: its raw characters, why it is not known, and the two ways out. */
export function UnknownRow({
  row,
  onResolve,
}: {
  row: UnknownView;
  onResolve: (body: BodyOf<'catalog.resolve-unknown'>) => Promise<unknown>;
}) {
  const { language } = useApp();
  const [isChoosing, setChoosing] = useState(false);
  return (
    <li class="unknown-row" data-testid="unknown-row" data-text={row.text}>
      <div class="grow">
        <b class="mono">{visible(row.text)}</b>
        <small>
          {language.find(`unknown.${row.reason}`) ?? row.reason}
          {row.times > 1 && ` · ${language.t('unknown.times', { n: row.times })}`} · <Ago at={row.lastAt} />
        </small>
      </div>
      <div class="ways">
        <Button icon="search" testid="unknown-choose" onAct={() => setChoosing(!isChoosing)}>
          {language.t('unknown.choose')}
        </Button>
        <Button look="quiet" testid="unknown-aside" onAct={() => onResolve({ unknown: row.unknown })}>
          {language.t('unknown.aside')}
        </Button>
      </div>
      {isChoosing && (
        <div class="choose">
          <ItemSearch
            label={language.t('unknown.which')}
            onChoose={(item) => {
              setChoosing(false);
              void onResolve({ unknown: row.unknown, gtin: item.gtin });
            }}
          />
        </div>
      )}
    </li>
  );
}
