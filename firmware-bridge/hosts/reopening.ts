import { type Port, PortError, type PortFault, toFault } from '../ports/port.ts';

/** Waits between attempts to open, in ms. Short at first: a cable pulled and put back should not be noticed. */
const REOPEN_AFTER = [100, 200, 500, 1_000, 2_000];

export type Reopening = { now(): void; close(): void };
export type ReopeningEvents = { onOpen(port: Port): void; onFault(fault: PortFault): void };

/** Keeps a port open: opens, reports, and after every close or failure opens again. One device never waits for another. */
export function keepOpen(open: () => Promise<Port>, events: ReopeningEvents): Reopening {
  let port: Port | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let isBusy = false;
  let isClosed = false;

  const again = (fault: PortFault): void => {
    port = undefined;
    if (isClosed) return;
    events.onFault(fault);
    clearTimeout(timer);
    timer = setTimeout(attempt, REOPEN_AFTER[Math.min(failures++, REOPEN_AFTER.length - 1)]);
  };
  const attempt = (): void => {
    if (isBusy || port || isClosed) return;
    isBusy = true;
    open().then(
      (opened) => {
        isBusy = false;
        if (isClosed) return opened.close();
        port = opened;
        failures = 0;
        events.onOpen(opened);
        opened.onClose((fault) => again(fault ?? { state: 'absent', detail: 'closed' }));
      },
      (error: unknown) => {
        isBusy = false;
        again(error instanceof PortError ? error.fault : toFault(error));
      },
    );
  };
  attempt();
  return {
    now: () => {
      if (port || isBusy) return;
      clearTimeout(timer);
      attempt();
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      port?.close();
    },
  };
}
