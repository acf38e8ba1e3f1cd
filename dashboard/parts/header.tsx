import type { ComponentChildren } from 'preact';
import { useApp } from '../app.ts';
import { later } from './later.tsx';
import { HqBadge, HubBadge, LanguageSwitch } from './line-badges.tsx';

const PAGES = ['board', 'shift', 'orders', 'catalogue', 'receiving', 'staff', 'devices'] as const;

const WhoBadge = later(async () => (await import('./who-badge.tsx')).WhoBadge, ['door']);

/** The bar above every page of the shop: where am I, where else, and how live is what I see. */
export function Header({
  title,
  children,
  badges,
}: {
  title: string;
  children?: ComponentChildren;
  badges?: ComponentChildren;
}) {
  const { access, language, router, shop } = useApp();
  const here = router.path.value;
  return (
    <header class="top">
      <a class="brand" href="/" data-testid="home">
        <img src="/icon.svg" width="32" height="32" alt="" />
        <span>
          <small>{shop.value === undefined ? 'Tillside' : language.name(shop.value)}</small>
          <h1>{title}</h1>
        </span>
      </a>
      {children ?? (
        <nav aria-label={language.t('app.pages')}>
          {PAGES.map((page) => (
            <a key={page} href={`/${page}`} aria-current={here === `/${page}` ? 'page' : undefined}>
              {language.t(`page.${page}`)}
            </a>
          ))}
        </nav>
      )}
      <div class="badges">
        {badges}
        {access.view.value?.person && <WhoBadge />}
        <HubBadge />
        <HqBadge />
        <LanguageSwitch />
      </div>
    </header>
  );
}
