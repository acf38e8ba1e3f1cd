import type { DataFolder } from './data-folder.ts';
import { deviceFindings } from './doctor-devices.ts';
import { machineFindings } from './doctor-machine.ts';
import { programFindings } from './doctor-programs.ts';
import { both, type Io, json, line } from './io.ts';

/** One thing looked at. `wrong` keeps the shop from working safely; `hint` may be wanted so. */
export interface Finding {
  readonly check: string;
  readonly zh: string;
  readonly state: 'ok' | 'hint' | 'wrong';
  /** What was found and, if need be, what to do about it, in both languages. */
  readonly detail: string;
}

const MARK = { ok: '✓', hint: '·', wrong: '✗' } as const;

/** Looks at everything a shop needs and says what to do where something is missing. @returns the exit code */
export async function doctorCommand(io: Io, folder: DataFolder, asJson: boolean): Promise<number> {
  const findings = [...machineFindings(folder), ...deviceFindings(), ...(await programFindings(folder, io.now()))];
  const wrong = findings.filter((one) => one.state === 'wrong').length;
  if (asJson) json(io, { ok: wrong === 0, version: io.version, data: folder.path, findings });
  else {
    for (const { state, check, zh, detail } of findings) line(io, `${MARK[state]} ${zh} ${check}: ${detail}`);
    line(
      io,
      wrong === 0
        ? both('\n一切正常。', 'All is well.')
        : both(`\n有 ${wrong} 项需要处理（✗）。`, `${wrong} of these need mending (✗).`),
    );
  }
  return wrong === 0 ? 0 : 1;
}
