import type { DeviceReport } from './contract/device-report.ts';
import { backoff, type HubLink, LinkRefusal } from './link.ts';

/** Changes that come together (a whole hub of devices plugged in) are told together. */
const GATHER = 30;

export type Reporter = {
  /** What one source sees now; replaces what it saw before. */
  put(source: string, devices: DeviceReport[]): void;
  /** Tells everything again: the hub may be another one, or have forgotten. */
  again(): void;
  close(): void;
};

/** Keeps the hub's picture of the devices true. Only the newest picture matters: older ones are never sent late. */
export function openReporter(settings: {
  link: HubLink;
  random: () => number;
  onTrouble(text: string): void;
}): Reporter {
  const sources = new Map<string, DeviceReport[]>();
  let isDue = false;
  let isTelling = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  /** A device that two sources know is told once; the one that holds it open knows more than the one that found it. */
  const picture = (): DeviceReport[] => {
    const byIdentity = new Map<string, DeviceReport>();
    for (const device of [...sources.values()].flat()) {
      if (device.state !== 'found' || !byIdentity.has(device.identity)) byIdentity.set(device.identity, device);
    }
    return [...byIdentity.values()];
  };
  const tell = async (): Promise<void> => {
    if (isTelling) return;
    isTelling = true;
    for (let failures = 0; isDue && !isClosed; ) {
      isDue = false;
      try {
        await settings.link.report(picture());
        failures = 0;
      } catch (error) {
        if (error instanceof LinkRefusal) settings.onTrouble(`the hub refused the list of devices: ${error.message}`);
        else {
          isDue = true;
          await new Promise((resolve) => setTimeout(resolve, backoff(failures++, settings.random)).unref());
        }
      }
    }
    isTelling = false;
  };
  const again = (): void => {
    isDue = true;
    timer ??= setTimeout(() => {
      timer = undefined;
      void tell();
    }, GATHER);
  };
  return {
    put: (source, devices) => {
      sources.set(source, devices);
      again();
    },
    again,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
