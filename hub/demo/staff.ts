export type DemoStaff = {
  readonly staff: string;
  /** serial printed in the badge */
  readonly number: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly role: 'clerk' | 'leader' | 'manager';
  /** what this person's phone and slips speak */
  readonly language: 'zh-CN' | 'en';
};

/** The six people of the demo shop. */
export const DEMO_STAFF: readonly DemoStaff[] = [
  { staff: 's1', number: 1, nameZh: '陈静', nameEn: 'Chen Jing', role: 'manager', language: 'zh-CN' },
  { staff: 's2', number: 2, nameZh: '王磊', nameEn: 'Wang Lei', role: 'leader', language: 'zh-CN' },
  { staff: 's3', number: 3, nameZh: '李娜', nameEn: 'Li Na', role: 'leader', language: 'zh-CN' },
  { staff: 's4', number: 4, nameZh: '张伟', nameEn: 'Zhang Wei', role: 'clerk', language: 'zh-CN' },
  { staff: 's5', number: 5, nameZh: '刘洋', nameEn: 'Liu Yang', role: 'clerk', language: 'zh-CN' },
  { staff: 's6', number: 6, nameZh: '吴安娜', nameEn: 'Wu Anna', role: 'clerk', language: 'en' },
];
