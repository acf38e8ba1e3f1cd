import Type from 'typebox';
import { PromotionView } from '../../contract/promotions.ts';
import type { Http } from '../../edges/http/http.ts';
import { promotionViews } from './tables.ts';

export function promotionRoutes({ app, sql, head, now }: Http): void {
  const View = Type.Object({ asOf: Type.Integer(), promotions: Type.Array(PromotionView) });
  app.get('/api/v1/promotions', { config: { permission: 'look' }, schema: { response: { 200: View } } }, async () => ({
    asOf: head(),
    promotions: promotionViews(sql, now()),
  }));
}
