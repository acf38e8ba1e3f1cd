import Type from 'typebox';
import { ContextRuleView } from '../../contract/context-rules.ts';
import type { Http } from '../../edges/http/http.ts';
import { contextRuleViews } from './tables.ts';

export function contextRuleRoutes({ app, sql }: Http): void {
  app.get(
    '/api/v1/context-rules',
    {
      config: { permission: 'look' },
      schema: { response: { 200: Type.Object({ rules: Type.Array(ContextRuleView) }) } },
    },
    async () => ({ rules: contextRuleViews(sql) }),
  );
}
