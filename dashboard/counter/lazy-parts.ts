import type { Language } from '../i18n/language.ts';
import { later } from '../parts/later.tsx';

const pay = async () => (await import('./pay-dialog.tsx')).PayDialog;
const drop = async () => (await import('./drop-dialog.tsx')).DropDialog;
const stock = async () => (await import('./stock-form.tsx')).StockForm;
const unknown = async () => (await import('./unknown-tray.tsx')).UnknownTray;
const held = async () => (await import('./held-list.tsx')).HeldList;
const context = async () => (await import('./context-banner.tsx')).ContextBanner;
const repeats = async () => (await import('./repeat-tray.tsx')).RepeatTray;
const price = async () => (await import('./order-price.tsx')).OrderPrice;
const count = async () => (await import('./count-panel.tsx')).CountPanel;
const search = async () => (await import('./counter-search.tsx')).CounterSearch;
const staff = async () => (await import('./staff-chip.tsx')).StaffChip;
const panel = async () => (await import('./gun-panel.tsx')).GunPanel;

const WORDS = ['till'] as const;

/** What a counter does not show at once comes after it stands. */
export const PayDialog = later(pay, WORDS);
export const DropDialog = later(drop, WORDS);
export const StockForm = later(stock, WORDS);
export const UnknownTray = later(unknown, WORDS);
export const HeldList = later(held, WORDS);
export const ContextBanner = later(context, WORDS);
export const RepeatTray = later(repeats);
export const CountPanel = later(count, ['counts']);
export const OrderPrice = later(price, WORDS);
export const CounterSearch = later(search, WORDS);
export const StaffChip = later(staff, WORDS);
export const GunPanel = later(panel, WORDS);

/** Fetches them while the hub is there, so that paying never waits for a file. A failure shows when one is needed. */
export async function fetchLazyParts(language: Language): Promise<void> {
  await Promise.allSettled([
    language.need(WORDS),
    context(),
    unknown(),
    repeats(),
    held(),
    price(),
    pay(),
    drop(),
    stock(),
    count(),
  ]);
}
