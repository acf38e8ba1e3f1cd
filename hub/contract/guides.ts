import Type from 'typebox';
import { TaskKind } from './task-kinds.ts';

const strict = { additionalProperties: false };
const Key = Type.String({ minLength: 1, maxLength: 60, pattern: '^[a-z0-9-]+$' });

/** How something is done, step by step, with pictures: kept in the shop, so that it opens without the internet. */
export const Guide = Type.Object(
  {
    guide: Key,
    titleZh: Type.String({ minLength: 1, maxLength: 120 }),
    titleEn: Type.String({ minLength: 1, maxLength: 120 }),
    kinds: Type.Optional(
      Type.Array(TaskKind, { maxItems: 16, description: 'kinds of work it goes with unless a task names another' }),
    ),
    steps: Type.Array(
      Type.Object(
        {
          zh: Type.String({ minLength: 1, maxLength: 600 }),
          en: Type.String({ minLength: 1, maxLength: 600 }),
          picture: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$', description: 'sha256 of a kept picture' })),
        },
        strict,
      ),
      { minItems: 1, maxItems: 40 },
    ),
  },
  strict,
);
export type Guide = Type.Static<typeof Guide>;

export const guideCommands = {
  'guides.set': Guide,
  'guides.remove': Type.Object({ guide: Key }, strict),
};
export type GuideEvents = { 'guides.set': Guide; 'guides.removed': { guide: string } };
export const GuidesView = Type.Object({ guides: Type.Array(Guide) });
export type GuidesView = Type.Static<typeof GuidesView>;
