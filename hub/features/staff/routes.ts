import Type from 'typebox';
import { StaffView } from '../../contract/staff.ts';
import type { Http } from '../../edges/http/http.ts';
import { everyone } from './tables.ts';

export function staffRoutes({ app, sql }: Http): void {
  app.get(
    '/api/v1/staff',
    { config: { permission: 'look' }, schema: { response: { 200: Type.Object({ staff: Type.Array(StaffView) }) } } },
    async ({ who }) => {
      const staff = everyone(sql);
      // Whoever can print a badge can be its owner at a counter.
      const mayPrint = who === undefined || who.permissions.has('people');
      return { staff: mayPrint ? staff : staff.map((person) => ({ ...person, badgeCode: '', clockCode: '' })) };
    },
  );
}
