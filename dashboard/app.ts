import type { ReadonlySignal, Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { BodyOf, ScreenCommand } from '../hub/contract/commands.ts';
import type { Actor } from '../hub/contract/journal.ts';
import type { Problem } from '../hub/contract/problem.ts';
import type { ShopSetUp } from '../hub/contract/shop.ts';
import type { Access } from './client/access.ts';
import type { Answer } from './client/answer.ts';
import type { Done } from './client/commands.ts';
import type { Hub } from './client/hub.ts';
import type { Format } from './i18n/format.ts';
import type { Language } from './i18n/language.ts';
import type { Notices } from './notices.ts';
import type { Router } from './router.ts';
import type { Sound } from './sound.ts';
import type { Surroundings } from './surroundings.ts';

/** Everything a component may reach. Made once in main.tsx and handed down; there is no other shared state. */
export interface App {
  readonly around: Surroundings;
  readonly language: Language;
  readonly format: Format;
  readonly notices: Notices;
  readonly router: Router;
  readonly sound: Sound;
  readonly hub: Hub;
  readonly access: Access;
  readonly shop: ReadonlySignal<ShopSetUp | undefined>;
  /** The hub's time, once a second: what counts down reads this. */
  readonly tick: ReadonlySignal<number>;
  /** Who acts on the screens without a counter: chosen by hand, remembered in this browser. */
  readonly acting: Signal<string | undefined>;
}

const AppContext = createContext<App | undefined>(undefined);
export const AppProvider = AppContext.Provider;

/** The app of the page this component stands on. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (app === undefined) throw new Error('a component was drawn outside of the app');
  return app;
}

/** The sentence for a problem: from the dictionary where its code is known, else the hub's own words. */
export function sentenceOf(app: App, problem: Problem): string {
  return app.language.find(`problem.${problem.code}`, problem.params) ?? problem.detail ?? problem.title;
}

/** Sends a command and says it aloud when it was refused. Nothing is shown as done here: the feed brings that. */
export async function act<T extends ScreenCommand>(
  app: App,
  type: T,
  body: BodyOf<T>,
  actor: Actor = actorOf(app),
): Promise<Answer<Done>> {
  const answer = await app.hub.commands.send(type, body, actor);
  if (!answer.ok) {
    await app.language.need(['problems']).catch(() => undefined);
    app.notices.say({ tone: 'bad', text: sentenceOf(app, answer.problem) });
  }
  return answer;
}

function actorOf(app: App): Actor {
  const staff = app.acting.value;
  return { by: staff === undefined ? `screen:${app.router.route.value.page}` : `staff:${staff}` };
}
