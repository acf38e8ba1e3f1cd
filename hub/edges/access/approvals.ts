import { Check } from 'typebox/value';
import type { Approval } from '../../contract/access.ts';
import { type CommandType, commandBodies } from '../../contract/commands.ts';
import { type Permission, rolePermissions } from '../../contract/permissions.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Feature, Risk } from '../../core/feature.ts';
import { shownFor } from '../../features/access/tables.ts';
import { problem } from '../http/problem.ts';
import { activePerson, wasAnswered } from './book.ts';
import type { Pins } from './pins.ts';
import type { AccessPort } from './port.ts';
import type { Who } from './who.ts';

/** A badge shown for a command stands behind it for so long. */
const SHOWN_MS = 5 * 60_000;

/** Commands that take a second person, and whether the one offered may stand behind them. */
export class Approvals {
  readonly #port: AccessPort;
  readonly #pins: Pins;
  readonly #risks: ReadonlyMap<string, Risk>;

  constructor(port: AccessPort, pins: Pins, features: readonly Feature[]) {
    this.#port = port;
    this.#pins = pins;
    this.#risks = new Map(features.flatMap((one) => one.risks ?? []).map((risk) => [risk.type, risk]));
  }

  /**
   * Whether a command may be taken in, as far as a second person goes. Asked only of who is signed in: a PC that is open
   * to everybody knows nobody who could be the first person.
   * @returns the second person to journal, if there is one, or why not
   */
  async weigh(
    who: Who | undefined,
    type: CommandType,
    id: string,
    body: unknown,
    approval: Approval | undefined,
  ): Promise<{ approvedBy?: string; problem?: Problem }> {
    const risk = this.#risks.get(type);
    const { sql } = this.#port;
    if (wasAnswered(sql, id)) return {};
    if (!approval) {
      if (!risk || !who?.person || !Check(commandBodies[type], body)) return {};
      const params = risk.weigh(sql, body);
      if (!params) return {};
      return {
        problem: problem(403, 'approval-needed', 'This takes a second person: a leader or the manager.', {
          ...params,
          permission: risk.approver,
        }),
      };
    }
    const asker = who?.person?.staff;
    const no = await this.check(who, asker, risk?.approver ?? 'stock.approve', type, id, approval);
    return no ? { problem: no } : { approvedBy: approval.by };
  }

  /** Whether the second person is somebody else, may do this, and really is there. */
  async check(
    who: Who | undefined,
    asker: string | undefined,
    permission: Permission,
    act: string,
    id: string,
    { by, proof }: Approval,
  ): Promise<Problem | undefined> {
    const { sql, now, keep } = this.#port;
    const place = who?.place ?? 'this-pc';
    const refused = { what: 'approval-refused', place, about: act, ...(asker ? { by: asker } : {}) } as const;
    if (by === asker) return problem(403, 'approval-by-asker', 'Somebody else must stand behind this.');
    const person = activePerson(sql, by);
    if (!person || !rolePermissions[person.role].includes(permission)) {
      await keep([], { ...refused, ...(person ? { staff: by } : {}) });
      return problem(403, 'approver-may-not', 'This person may not stand behind it: ask a leader or the manager.');
    }
    if (proof.kind === 'pin') return this.#pins.prove({ place, staff: by, pin: proof.pin, refused });
    const shown = shownFor(sql, id);
    if (shown?.staff === by && shown.act === act && Math.abs(now() - shown.at) <= SHOWN_MS) return undefined;
    return problem(403, 'approval-not-shown', 'Scan the badge of the second person at this counter.');
  }
}
