import { later } from '../parts/later.tsx';

const pay = async () => (await import('./pay-dialog.tsx')).PayDialog;
const drop = async () => (await import('./drop-dialog.tsx')).DropDialog;
const stock = async () => (await import('./stock-form.tsx')).StockForm;
const unknown = async () => (await import('./unknown-tray.tsx')).UnknownTray;
const held = async () => (await import('./held-list.tsx')).HeldList;
const context = async () => (await import('./context-banner.tsx')).ContextBanner;
const repeats = async () => (await import('./repeat-tray.tsx')).RepeatTray;
const gun = async () => (await import('./pretend-gun.tsx')).PretendGun;

/** What a counter does not show at once comes after it stands. */
export const PayDialog = later(pay);
export const DropDialog = later(drop);
export const StockForm = later(stock);
export const UnknownTray = later(unknown);
export const HeldList = later(held);
export const ContextBanner = later(context);
export const RepeatTray = later(repeats);
export const PretendGun = later(gun);

/** Fetches them while the hub is there, so that paying never waits for a file. A failure shows when one is needed. */
export async function fetchLazyParts(): Promise<void> {
  await Promise.allSettled([context(), unknown(), repeats(), held(), pay(), drop(), stock()]);
}
