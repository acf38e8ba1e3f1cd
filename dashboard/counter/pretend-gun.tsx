import { useEffect, useState } from 'preact/hooks';
import type { BoardView } from '../../hub/contract/board.ts';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { DeviceView } from '../../hub/contract/devices.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { shownCode } from '../parts/shown-code.ts';
import { useHub } from '../parts/use-picture.ts';
import type { Counter } from './counter-state.ts';

/** A valid number that no catalogue holds, to see what happens with codes nobody knows. */
const NOBODY_KNOWS = '6999999999997';
const ITEMS_SHOWN = 6;
/** Chinese numbers begin at 690; before them stand imported goods, which make poor examples. */
const GOODS_BEGIN = '06900';

/** The goods that show most: a sale or two, and their shelf is low enough for a task. */
function nearestTheirLevel(items: readonly ItemView[]): ItemView[] {
  const above = (item: ItemView): number => item.shopFloor - (item.restockLevel ?? Number.NEGATIVE_INFINITY);
  return items
    .filter((item) => item.unit === 'each')
    .sort((a, b) => above(a) - above(b))
    .slice(0, ITEMS_SHOWN);
}

interface Shot {
  readonly code: string;
  readonly label: string;
}

/** A gun for learning and trying: it says what a real one would say, by the same way, and is clearly no real one. */
export function PretendGun({ counter, gun }: { counter: Counter; gun: DeviceView }) {
  const { language } = useApp();
  const [code, setCode] = useState('');
  const fire = (text: string) => {
    if (text.trim() !== '') counter.readings.take(gun.identity, text.trim());
  };
  return (
    <details class="panel pretend" open data-testid="pretend-gun" data-identity={gun.identity}>
      <summary>
        <Icon name="scanner" /> {language.t('gun.title')}
      </summary>
      <form
        class="fire"
        onSubmit={(event) => {
          event.preventDefault();
          fire(code);
          setCode('');
        }}
      >
        <label>
          <span class="unseen">{language.t('gun.code')}</span>
          <input
            type="text"
            class="mono"
            autoComplete="off"
            placeholder={language.t('gun.code')}
            value={code}
            data-testid="gun-code"
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button primary" data-testid="gun-fire">
          <Icon name="scanner" />
          <span>{language.t('gun.fire')}</span>
        </button>
      </form>
      <Shots onFire={fire} />
    </details>
  );
}

function Shots({ onFire }: { onFire: (code: string) => void }) {
  const { hub, language } = useApp();
  const [items, setItems] = useState<readonly ItemView[]>([]);
  const board = useHub<BoardView>('/board').value.value;
  const staff = useHub<{ staff: StaffView[] }>('/staff').value.value;
  useEffect(() => {
    void hub.get<{ items: ItemView[] }>(`/items?limit=200&after=${GOODS_BEGIN}`).then((answer) => {
      if (answer.ok) setItems(nearestTheirLevel(answer.value.items));
    });
  }, [hub]);
  const groups: readonly (readonly [string, readonly Shot[]])[] = [
    [language.t('gun.items'), items.map((i) => ({ code: shownCode(i.gtin), label: language.name(i) }))],
    [
      language.t('gun.slips'),
      (board?.tasks ?? []).map((t) => ({ code: t.code, label: `#${t.number} ${language.name(t)}` })),
    ],
    [
      language.t('gun.badges'),
      (staff?.staff ?? []).filter((s) => s.active).map((s) => ({ code: s.badgeCode, label: language.name(s) })),
    ],
    [language.t('gun.strange'), [{ code: NOBODY_KNOWS, label: NOBODY_KNOWS }]],
  ];
  return (
    <>
      {groups.map(
        ([title, shots]) => shots.length > 0 && <ShotGroup key={title} title={title} shots={shots} onFire={onFire} />,
      )}
    </>
  );
}

function ShotGroup({
  title,
  shots,
  onFire,
}: {
  title: string;
  shots: readonly Shot[];
  onFire: (code: string) => void;
}) {
  return (
    <section class="shots">
      <p class="shots-title">{title}</p>
      <div>
        {shots.map((shot) => (
          <Button
            key={shot.code}
            size="small"
            testid="gun-shot"
            label={`${shot.label} ${shot.code}`}
            onAct={() => onFire(shot.code)}
          >
            {shot.label}
          </Button>
        ))}
      </div>
    </section>
  );
}
