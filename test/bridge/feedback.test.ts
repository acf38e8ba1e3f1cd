import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../firmware-bridge/contract/reading.ts';
import { beeps } from '../../firmware-bridge/framing/beeps.ts';
import { bestFaces } from '../../firmware-bridge/hosts/discovery.ts';
import { switchSentence } from '../../firmware-bridge/ports/makers.ts';

const VERDICTS: readonly Verdict['verdict'][] = ['accepted', 'unknown', 'refused', 'held'];

describe('what a gun says back', () => {
  test.each([
    ['hid', undefined, ['0440', '0420', '0420', '0420 0440']],
    ['serial', 'bel', ['07', '07 07 07', '07 07 07', '07 07']],
    ['serial', 'datalogic', ['42', '46', '46', '42 42']],
    ['serial', 'none', ['', '', '', '']],
    ['serial', undefined, ['', '', '', '']],
  ] as const)('%s %s: accepted, rejected and held sound different', (transport, beeper, expected) => {
    const sounds = VERDICTS.map((verdict) =>
      beeps({ transport, ...(beeper ? { beeper } : {}) }, verdict)
        .map(({ bytes }) => Buffer.from(bytes).toString('hex'))
        .join(' '),
    );
    expect(sounds).toEqual(expected);
  });

  test('two tones come far enough apart to be heard as two', () => {
    expect(beeps({ transport: 'hid' }, 'held').map(({ after }) => after)).toEqual([0, 250]);
  });
});

describe('guns in a mode that loses codes', () => {
  test.each([
    [0x0c2e, 'keyboard', /键盘模式.*TERMID130.*TERMID131.*Honeywell/u],
    [0x05e0, 'vendor', /SNAPI.*USB CDC Host.*Zebra/u],
    [0x05f9, 'keyboard', /USB-COM-STD.*Datalogic/u],
    [0x1eab, 'keyboard', /HID-POS.*Newland/u],
  ] as const)('%i in %s mode: the sentence names the switch and the maker', (vendor, mode, expected) => {
    expect(switchSentence(vendor, mode)).toMatch(expected);
  });

  test('a gun with several faces in one socket is one gun with its best face', () => {
    const face = (place: string, mode: 'pos' | 'keyboard' | 'vendor') => ({ place, mode });
    expect(
      bestFaces([face('1-1', 'keyboard'), face('1-1', 'pos'), face('1-1', 'vendor'), face('1-2', 'keyboard')]),
    ).toEqual([face('1-1', 'pos'), face('1-2', 'keyboard')]);
  });
});
