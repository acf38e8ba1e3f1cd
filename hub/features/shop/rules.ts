import type { BodyOf } from '../../contract/commands.ts';
import { type Decision, happened } from '../../core/feature.ts';

export function setUp(_facts: null, body: BodyOf<'shop.set-up'>): Decision {
  return [happened('shop.set-up', body)];
}

export function chooseSlipPrinter(_facts: null, body: BodyOf<'shop.choose-slip-printer'>): Decision {
  return [happened('shop.slip-printer-chosen', { printer: body.printer })];
}
