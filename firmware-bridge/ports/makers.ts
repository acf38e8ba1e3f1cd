/** How a gun presents itself on USB. Only `pos` (and a serial line) carry every code unharmed. */
export type HidMode = 'pos' | 'keyboard' | 'vendor';

/**
 * Makers of guns, by USB vendor id, and where their manuals keep the switch to a mode that works. Names of the settings
 * are those of the makers' published manuals; numbers are given only where those are the same over many models.
 */
const MAKERS: Readonly<Record<number, { maker: string; switches: readonly string[] }>> = {
  3118: { maker: 'Honeywell', switches: ['USB Serial (TERMID130)', 'HID POS (TERMID131)'] },
  9168: { maker: 'Youjie / Honeywell', switches: ['USB Serial (TERMID130)', 'HID POS (TERMID131)'] },
  1504: { maker: 'Zebra / Symbol', switches: ['USB Device Type: USB CDC Host', 'USB Device Type: USB HID POS'] },
  1529: { maker: 'Datalogic', switches: ['USB Interface: USB-COM-STD'] },
  7851: { maker: 'Newland', switches: ['USB Interface: USB COM Port Emulation', 'USB Interface: USB HID-POS'] },
};

export const isScannerVendor = (vendorId: number): boolean => vendorId in MAKERS;

/** The mending sentence for a gun that is plugged in and speaks in a way that loses codes, Chinese first. */
export function switchSentence(vendorId: number, mode: Exclude<HidMode, 'pos'>): string {
  const { maker, switches } = MAKERS[vendorId] ?? { maker: '', switches: ['USB Serial (CDC)', 'HID POS'] };
  const now =
    mode === 'keyboard' ? ['键盘模式', 'keyboard mode'] : ['厂商专用模式', 'a mode of its maker (SNAPI, OPOS)'];
  const ways = switches.join(' / ');
  return `${now[0]}：请扫说明书 USB 接口一章里的设置码“${ways}”。 In ${now[1]}: scan “${ways}” in the USB chapter of the ${maker} manual.`;
}
