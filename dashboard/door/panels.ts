/** What the gate shows instead of a page, or beside it: one chunk, fetched by who needs it. */
export { ApprovalPanel } from './approval-panel.tsx';
export { PairingPanel } from './pairing-panel.tsx';
export { SignInPanel } from './sign-in-panel.tsx';
