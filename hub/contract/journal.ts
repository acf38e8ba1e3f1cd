import Type from 'typebox';

/** Who wanted it: a person, a screen, a device, the hub itself (timers, reactions) or HQ; and where. */
export const Actor = Type.Object(
  {
    by: Type.String({ maxLength: 200, description: 'staff:ID, screen:NAME, device:IDENTITY, hub, hq' }),
    counter: Type.Optional(Type.String({ maxLength: 40 })),
    screen: Type.Optional(Type.String({ maxLength: 80, description: 'the registered screen it came from' })),
    approvedBy: Type.Optional(Type.String({ maxLength: 200, description: 'the second person, where one was needed' })),
  },
  { additionalProperties: false },
);
export type Actor = Type.Static<typeof Actor>;

/** It happened. */
export interface Event<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
}

/** An event with its place in the store's history. `position` orders the store for ever. */
export interface Entry<T extends string = string, D = unknown> extends Event<T, D> {
  readonly position: number;
  readonly at: number;
  readonly businessDate: string;
  readonly actor: Actor;
  readonly command: string;
}
