import type { ComponentChildren } from 'preact';
import { useApp } from '../app.ts';
import { later } from '../parts/later.tsx';

const SignInPanel = later(async () => (await import('./panels.ts')).SignInPanel, ['door']);
const PairingPanel = later(async () => (await import('./panels.ts')).PairingPanel, ['everywhere', 'door']);
const ApprovalPanel = later(async () => (await import('./panels.ts')).ApprovalPanel, ['door']);

/** Shows a page to who may see one; to others how they come in. What it takes for that is fetched when it is needed. */
export function Gate({ counter, children }: { readonly counter?: string; readonly children: ComponentChildren }) {
  const { access, router } = useApp();
  const view = router.route.value.page === 'hq' ? undefined : access.view.value;
  const awaited = access.awaited.value;
  if (view?.place === 'stranger') return <PairingPanel />;
  if (view?.signIn && !view.person) return <SignInPanel counter={counter} />;
  return (
    <>
      {children}
      {awaited && <ApprovalPanel key={awaited.command} awaited={awaited} />}
    </>
  );
}
